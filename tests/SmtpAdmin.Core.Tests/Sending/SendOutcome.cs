namespace SmtpAdmin.Core.Tests.Sending;

/// <summary>What a message came to, and the error beside it.</summary>
internal sealed record SendOutcome(SmtpSendResult Result, SmtpAdminException? Failure);
