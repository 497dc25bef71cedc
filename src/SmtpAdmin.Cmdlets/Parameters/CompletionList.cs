using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Turns values into what PowerShell shows on Tab, quoting in one place.</summary>
internal static class CompletionList
{
    public static IEnumerable<CompletionResult> Matching(this IEnumerable<Completion> completions, string wordToComplete)
    {
        string typed = (wordToComplete ?? string.Empty).Trim('\'', '"');
        WildcardPattern pattern = WildcardPattern.Get(WildcardPattern.Escape(typed) + "*", WildcardOptions.IgnoreCase);
        return completions
            .Where(completion => pattern.IsMatch(completion.Value))
            .Select(completion => new CompletionResult(
                Quote(completion.Value), completion.Value, CompletionResultType.ParameterValue, completion.Meaning));
    }

    private static string Quote(string value)
    {
        bool isPlain = value.All(character => char.IsLetterOrDigit(character) || "._-".IndexOf(character) >= 0);
        return isPlain ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
    }
}
