using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;

namespace SmtpAdmin.Host.Engine;

/// <summary>
/// Turns words of a command line into arguments of a script, by the rules of <c>pwsh -File</c>: a word with a dash is
/// a parameter's name, <c>-Name:value</c> is both, only <c>:$true</c> and <c>:$false</c> are read as PowerShell.
/// </summary>
internal static class ScriptArguments
{
    public static IEnumerable<CommandParameter> Parse(IReadOnlyList<string> words)
    {
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            int colon = word.IndexOf(':', StringComparison.Ordinal);
            if (word.Length < 2 || word[0] != '-')
            {
                yield return new CommandParameter(null, word);
            }
            else if (colon < 0)
            {
                // Keeps its dash and has no value yet: the engine then binds the next word if the parameter takes one.
                yield return new CommandParameter(word);
            }
            else if (colon < word.Length - 1)
            {
                yield return new CommandParameter(word[..colon], ValueOf(word[(colon + 1)..]));
            }
            else if (i + 1 < words.Count)
            {
                yield return new CommandParameter(word[..colon], ValueOf(words[++i]));
            }
            else
            {
                yield return new CommandParameter(word[..colon]);
            }
        }
    }

    private static object ValueOf(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };
}
