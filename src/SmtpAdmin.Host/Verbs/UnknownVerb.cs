using System;
using System.Collections.Generic;

namespace SmtpAdmin.Host.Verbs;

/// <summary>Answers a word that is no verb with the help, on stderr.</summary>
internal sealed class UnknownVerb(string name) : IVerb
{
    public int Run(IReadOnlyList<string> arguments)
    {
        Console.Error.WriteLine($"smtpadmin: '{name}' is not something it can do.");
        Console.Error.WriteLine();
        Console.Error.Write(HelpVerb.Text);
        return ExitCode.Usage;
    }
}
