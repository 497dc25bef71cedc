namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>What came of one item of the input: a result or an error.</summary>
internal sealed record DomainTest(string Item, MailDomainResult? Result, SmtpAdminException? Error);
