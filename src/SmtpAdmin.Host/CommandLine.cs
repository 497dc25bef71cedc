using System.Collections.Generic;

namespace SmtpAdmin.Host;

/// <summary>The first word of the command line and what follows it.</summary>
internal sealed record CommandLine(string Verb, IReadOnlyList<string> Arguments)
{
    public static CommandLine Parse(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return new CommandLine("help", []);
        }

        // The spellings that other tools taught people.
        string verb = words[0].ToLowerInvariant() switch
        {
            "-h" or "-?" or "/?" or "--help" => "help",
            "--version" => "version",
            string word => word,
        };
        return new CommandLine(verb, [.. Tail(words)]);
    }

    private static IEnumerable<string> Tail(IReadOnlyList<string> words)
    {
        for (int i = 1; i < words.Count; i++)
        {
            yield return words[i];
        }
    }
}
