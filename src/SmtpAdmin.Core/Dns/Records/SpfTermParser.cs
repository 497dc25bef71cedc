namespace SmtpAdmin.Core.Dns.Records;

/// <summary>Reads one term of an SPF record and checks its value against the grammar (RFC 7208, section 12).</summary>
internal static class SpfTermParser
{
    private const string Qualifiers = "+-?~";

    /// <summary>Returns the term, or null where not even its name can be read.</summary>
    public static SpfTerm? Parse(string text, int position, ProblemList problems)
    {
        // directive = [ qualifier ] mechanism ; modifier = name "=" value
        bool qualified = Qualifiers.IndexOf(text[0]) >= 0;
        int nameStart = qualified ? 1 : 0;
        int nameEnd = NameEnd(text, nameStart);
        char separator = nameEnd < text.Length ? text[nameEnd] : '\0';
        if (nameEnd == nameStart || separator is not ('\0' or '=' or ':' or '/'))
        {
            problems.Add("SPF-TERM-INVALID", position, text);
            return null;
        }

        string name = text.Substring(nameStart, nameEnd - nameStart).ToLowerInvariant();
        bool isModifier = separator == '=';
        if (isModifier && qualified)
        {
            problems.Add("SPF-TERM-INVALID", position, text);
            return null;
        }

        // The slash of a/24 belongs to the value; the colon and the equals sign do not.
        int valueStart = separator == '/' ? nameEnd : nameEnd + 1;
        string? value = separator == '\0' ? null : text.Substring(valueStart);
        string? code = isModifier ? CheckModifier(name, value!) : CheckMechanism(name, separator, value);
        if (code is not null)
        {
            problems.Add(code, position, text);
        }

        char? qualifier = isModifier ? null : qualified ? text[0] : '+';
        return new SpfTerm { Qualifier = qualifier, Name = name, Value = value, Position = position };
    }

    // name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )
    private static int NameEnd(string text, int start)
    {
        int at = start;
        while (at < text.Length && (AsciiText.IsLetter(text[at]) || (at > start && IsLaterInName(text[at]))))
        {
            at++;
        }

        return at;
    }

    private static bool IsLaterInName(char value) => AsciiText.IsDigit(value) || value is '-' or '_' or '.';

    // redirect = "redirect" "=" domain-spec ; explanation = "exp" "=" domain-spec
    // unknown-modifier = name "=" macro-string
    private static string? CheckModifier(string name, string value) =>
        name is "redirect" or "exp" ? SpfDomainSpec.Check(value) : SpfDomainSpec.CheckMacros(value);

    private static string? CheckMechanism(string name, char separator, string? value) =>
        name switch
        {
            "all" => value is null ? null : "SPF-VALUE-UNEXPECTED",
            "include" or "exists" => separator == ':' ? SpfDomainSpec.Check(value!) : "SPF-VALUE-MISSING",
            "a" or "mx" => value is null ? null : CheckHost(separator, value),
            "ptr" => value is null ? null : separator == ':' ? SpfDomainSpec.Check(value) : "SPF-VALUE-UNEXPECTED",
            "ip4" or "ip6" => separator == ':' ? SpfNetwork.Check(value!, isIPv6: name == "ip6") : "SPF-VALUE-MISSING",
            _ => "SPF-MECHANISM-UNKNOWN",
        };

    // a = "a" [ ":" domain-spec ] [ dual-cidr-length ] ; dual-cidr-length = [ "/" ip4 ] [ "//" ip6 ]
    private static string? CheckHost(char separator, string value)
    {
        int end = SpfNetwork.DomainEnd(value);
        string domain = value.Substring(0, end);
        if (separator == '/' && domain.Length > 0)
        {
            return "SPF-PREFIX-INVALID";
        }

        string? code = separator == ':' ? SpfDomainSpec.Check(domain) : null;
        return code ?? SpfNetwork.CheckPrefixes(value.Substring(end));
    }
}
