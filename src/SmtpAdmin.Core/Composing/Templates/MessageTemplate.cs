using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing.Templates;

/// <summary>
/// A text with placeholders. <c>{{Name}}</c>, with spaces inside the braces or without, is where a value goes, and
/// <c>{{{{</c> stands for two braces. Closing braces mean nothing by themselves. Values are not searched for placeholders.
/// </summary>
internal sealed class MessageTemplate
{
    private const string Open = "{{";
    private const string Close = "}}";
    private const string EscapedOpen = "{{{{";
    private const int MaximumNamesShown = 20;

    private readonly List<TemplatePart> _parts;

    private MessageTemplate(List<TemplatePart> parts)
    {
        _parts = parts;
    }

    /// <exception cref="SmtpAdminException">TemplateInvalid: a placeholder is not closed, or has no name.</exception>
    public static MessageTemplate Parse(string text)
    {
        var parts = new List<TemplatePart>();
        int start = 0;
        for (int open; (open = text.IndexOf(Open, start, StringComparison.Ordinal)) >= 0;)
        {
            AddText(parts, text, start, open);
            if (string.CompareOrdinal(text, open, EscapedOpen, 0, EscapedOpen.Length) == 0)
            {
                parts.Add(new TemplatePart(Open, IsPlaceholder: false));
                start = open + EscapedOpen.Length;
                continue;
            }

            int nameStart = open + Open.Length;
            int close = text.IndexOf(Close, nameStart, StringComparison.Ordinal);
            string name = close < 0 ? string.Empty : text.Substring(nameStart, close - nameStart).Trim();
            if (name.Length == 0 || name.IndexOfAny(['{', '}', '\r', '\n']) >= 0)
            {
                string shown = PrintableText.From(text.Substring(open), maximumLength: 40);
                throw new SmtpAdminException(
                    ErrorKind.TemplateInvalid, $"At character {open + 1} there is no placeholder with a name: '{shown}'.");
            }

            parts.Add(new TemplatePart(name, IsPlaceholder: true));
            start = close + Close.Length;
        }

        AddText(parts, text, start, text.Length);
        return new MessageTemplate(parts);
    }

    /// <summary>Puts the values in.</summary>
    /// <exception cref="SmtpAdminException">PlaceholderUnknown: there is no value of that name.</exception>
    public string Fill(ITemplateValues values, bool isHtml)
    {
        var text = new StringBuilder();
        foreach (TemplatePart part in _parts)
        {
            if (!part.IsPlaceholder)
            {
                text.Append(part.Text);
            }
            else if (values.TryGet(part.Text, out string value))
            {
                text.Append(isHtml ? WebUtility.HtmlEncode(value) : value);
            }
            else
            {
                throw Unknown(part.Text, values.Names);
            }
        }

        return text.ToString();
    }

    private static void AddText(List<TemplatePart> parts, string text, int start, int end)
    {
        if (end > start)
        {
            parts.Add(new TemplatePart(text.Substring(start, end - start), IsPlaceholder: false));
        }
    }

    private static SmtpAdminException Unknown(string name, IReadOnlyList<string> names)
    {
        string known = names.Count == 0
            ? "There is no input object with properties."
            : $"The input object has {string.Join(", ", names.Take(MaximumNamesShown).Select(Printable))}"
                + (names.Count > MaximumNamesShown ? $" and {names.Count - MaximumNamesShown} more." : ".");
        return new SmtpAdminException(
            ErrorKind.PlaceholderUnknown, $"Nothing fills the placeholder '{Printable(name)}'. {known}");
    }

    private static string Printable(string name) => PrintableText.From(name, maximumLength: 60);
}
