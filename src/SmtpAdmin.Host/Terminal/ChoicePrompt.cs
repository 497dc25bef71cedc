using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Host;

namespace SmtpAdmin.Host.Terminal;

/// <summary>Asks for one of several choices until the answer is one of them.</summary>
internal sealed class ChoicePrompt(Screen screen, KeyboardInput keyboard)
{
    private const char KeyMark = '&';

    public int Ask(string? caption, string? message, IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
    {
        PromptHeader.Write(screen, caption, message);
        while (true)
        {
            screen.Write(Question(choices, defaultChoice));
            string answer = keyboard.ReadLine().Trim();
            if (answer == "?")
            {
                WriteHelp(choices);
            }
            else if (Find(answer, choices, defaultChoice) is int choice)
            {
                return choice;
            }
        }
    }

    /// <summary>The choice that the answer names by its key or its label, or null.</summary>
    internal static int? Find(string answer, IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
    {
        if (answer.Length == 0)
        {
            return defaultChoice >= 0 ? defaultChoice : null;
        }

        for (int i = 0; i < choices.Count; i++)
        {
            string label = choices[i].Label;
            if (string.Equals(answer, KeyOf(label), StringComparison.OrdinalIgnoreCase)
                || string.Equals(answer, NameOf(label), StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }

    internal static string Question(IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
    {
        IEnumerable<string> shown = choices.Select(c => $"[{KeyOf(c.Label)}] {NameOf(c.Label)}");
        string standard = defaultChoice >= 0 ? $" (default is \"{KeyOf(choices[defaultChoice].Label)}\")" : "";
        return $"{string.Join("  ", shown)}  [?] Help{standard}: ";
    }

    private static string NameOf(string label) => label.Replace(KeyMark.ToString(), "", StringComparison.Ordinal);

    // "Yes to &All" is chosen with A; a label without a mark by its whole name.
    private static string KeyOf(string label)
    {
        int mark = label.IndexOf(KeyMark, StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < label.Length
            ? label[mark + 1].ToString().ToUpperInvariant()
            : NameOf(label);
    }

    private void WriteHelp(IReadOnlyList<ChoiceDescription> choices)
    {
        foreach (ChoiceDescription choice in choices)
        {
            screen.Write($"{KeyOf(choice.Label)} - {choice.HelpMessage}{Environment.NewLine}");
        }
    }
}
