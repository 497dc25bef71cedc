namespace SmtpAdmin.Relay.Protocol;

/// <summary>A command line, divided into its verb and what follows it, without the spaces around.</summary>
internal readonly record struct Command(Verb Verb, string Argument);
