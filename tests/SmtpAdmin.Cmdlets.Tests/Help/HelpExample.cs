namespace SmtpAdmin.Cmdlets.Tests.Help;

/// <summary>An example of a page: what it is for, what is typed and what comes of it.</summary>
internal sealed record HelpExample(string Title, string Command, string Output);
