using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Host.Verbs;

/// <summary>What follows <c>smtpadmin run</c>: our options end at the first word that is not one.</summary>
internal sealed record RunOptions(string Target, IReadOnlyList<string> Arguments, string? ModulePath, bool ImportsModule)
{
    public static RunOptions Parse(IReadOnlyList<string> words)
    {
        string? modulePath = null;
        bool importsModule = true;
        int next = 0;
        while (next < words.Count && words[next].StartsWith("--", StringComparison.Ordinal))
        {
            string option = words[next++];
            switch (option)
            {
                case "--":
                    return Finish(words, next, modulePath, importsModule);
                case "--module":
                    modulePath = ValueOf(option, words, next++);
                    break;
                case "--no-module":
                    importsModule = false;
                    break;
                default:
                    throw new UsageException($"'{option}' is not an option of 'run'. There are --module <path> and --no-module.");
            }
        }

        return Finish(words, next, modulePath, importsModule);
    }

    private static RunOptions Finish(IReadOnlyList<string> words, int next, string? modulePath, bool importsModule)
        => next < words.Count
            ? new RunOptions(words[next], [.. words.Skip(next + 1)], modulePath, importsModule)
            : throw new UsageException("'run' needs a script or a command.");

    private static string ValueOf(string option, IReadOnlyList<string> words, int index)
        => index < words.Count && words[index].Length > 0
            ? words[index]
            : throw new UsageException($"'{option}' needs a path.");
}
