namespace SmtpAdmin.Core.Sending;

/// <summary>What became of a message, and the failure to report where anything was refused or went wrong.</summary>
internal sealed record SendOutcome(SmtpSendResult Result, SmtpAdminException? Failure);
