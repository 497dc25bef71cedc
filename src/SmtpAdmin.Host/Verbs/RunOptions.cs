using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Host.Verbs;

/// <summary>What follows <c>smtpadmin run</c>: our options end at the first word that is not one.</summary>
internal sealed record RunOptions(string Target, IReadOnlyList<string> Arguments, string? ModulePath)
{
    public static RunOptions Parse(IReadOnlyList<string> words)
    {
        string? modulePath = null;
        int next = 0;
        while (next < words.Count && words[next].StartsWith("--", StringComparison.Ordinal))
        {
            string option = words[next++];
            if (option == "--")
            {
                break;
            }

            modulePath = option == "--module"
                ? ValueOf(option, words, next++)
                : throw new UsageException($"'{option}' is not an option of 'run'. The only one is --module <path>.");
        }

        return next < words.Count
            ? new RunOptions(words[next], [.. words.Skip(next + 1)], modulePath)
            : throw new UsageException("'run' needs a script or a command.");
    }

    private static string ValueOf(string option, IReadOnlyList<string> words, int index)
        => index < words.Count && words[index].Length > 0
            ? words[index]
            : throw new UsageException($"'{option}' needs a path.");
}
