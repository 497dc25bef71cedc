using System;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>Checks domain specifications and their macros (RFC 7208, sections 7.1 and 12).</summary>
internal static class SpfDomainSpec
{
    // c, r and t are for explanation texts only, which are records of their own (section 7.2).
    private const string MacroLetters = "slodiphv";
    private const string ExplanationLetters = "crt";
    private const string Delimiters = ".-+,/_=";

    /// <summary>Returns the code of what is wrong with a domain-spec, or null.</summary>
    public static string? Check(string text)
    {
        // domain-spec = macro-string domain-end ; domain-end = ( "." toplabel [ "." ] ) / macro-expand
        if (text.Length == 0)
        {
            return "SPF-VALUE-MISSING";
        }

        if (!TryScan(text, MacroLetters, out bool endsWithMacro))
        {
            return "SPF-MACRO-INVALID";
        }

        return endsWithMacro || EndsWithTopLabel(text) ? null : "SPF-DOMAIN-INVALID";
    }

    /// <summary>Returns the code of what is wrong with a macro-string, or null.</summary>
    public static string? CheckMacros(string text) =>
        TryScan(text, MacroLetters + ExplanationLetters, out _) ? null : "SPF-MACRO-INVALID";

    /// <summary>Whether a text can be expanded as an explanation: explain-string = *( macro-string / SP ).</summary>
    public static bool IsExplanation(string text) =>
        Array.TrueForAll(text.Split(' '), static part => CheckMacros(part) is null);

    // macro-string = *( macro-expand / macro-literal ) ; macro-literal = %x21-24 / %x26-7E
    private static bool TryScan(string text, string letters, out bool endsWithMacro)
    {
        endsWithMacro = false;
        int at = 0;
        while (at < text.Length)
        {
            endsWithMacro = text[at] == '%';
            int length = endsWithMacro ? MacroLength(text, at, letters) : AsciiText.IsVisible(text[at]) ? 1 : 0;
            if (length == 0)
            {
                return false;
            }

            at += length;
        }

        return true;
    }

    // macro-expand = ( "%{" macro-letter transformers *delimiter "}" ) / "%%" / "%_" / "%-"
    // transformers = *DIGIT [ "r" ]
    private static int MacroLength(string text, int start, string letters)
    {
        int at = start + 1;
        if (at < text.Length && text[at] is '%' or '_' or '-')
        {
            return 2;
        }

        if (at + 1 >= text.Length || text[at] != '{' || letters.IndexOf(char.ToLowerInvariant(text[at + 1])) < 0)
        {
            return 0;
        }

        int digits = at + 2;
        at = SkipWhile(text, digits, AsciiText.IsDigit);
        // Section 7.3: the number of labels to keep must not be zero.
        bool isZero = at > digits && text.Substring(digits, at - digits).Trim('0').Length == 0;
        at += at < text.Length && text[at] is 'r' or 'R' ? 1 : 0;
        at = SkipWhile(text, at, static c => Delimiters.IndexOf(c) >= 0);
        return !isZero && at < text.Length && text[at] == '}' ? at + 1 - start : 0;
    }

    // toplabel = ( *alphanum ALPHA *alphanum ) / ( 1*alphanum "-" *( alphanum / "-" ) alphanum )
    private static bool EndsWithTopLabel(string text)
    {
        int end = text[text.Length - 1] == '.' ? text.Length - 1 : text.Length;
        int dot = end == 0 ? -1 : text.LastIndexOf('.', end - 1);
        if (dot < 0 || dot + 1 == end)
        {
            return false;
        }

        char[] label = text.Substring(dot + 1, end - dot - 1).ToCharArray();
        return label[0] != '-' && label[label.Length - 1] != '-'
            && Array.TrueForAll(label, static c => AsciiText.IsLetterOrDigit(c) || c == '-')
            && !Array.TrueForAll(label, AsciiText.IsDigit);
    }

    private static int SkipWhile(string text, int at, Predicate<char> condition)
    {
        while (at < text.Length && condition(text[at]))
        {
            at++;
        }

        return at;
    }
}
