using System;
using System.Collections.Generic;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>Mail-parameters = esmtp-param *(SP esmtp-param) (RFC 5321, section 4.1.2)</summary>
internal static class EsmtpParameterParser
{
    /// <summary>Reads the parameters behind a path; a keyword given twice is an error.</summary>
    public static bool TryParse(string text, out IReadOnlyList<EsmtpParameter> parameters)
    {
        parameters = [];
        if (text.Length == 0)
        {
            return true;
        }

        var found = new List<EsmtpParameter>();
        foreach (string part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryParseOne(part, out EsmtpParameter parameter) || found.Exists(p => p.Keyword == parameter.Keyword))
            {
                return false;
            }

            found.Add(parameter);
        }

        parameters = found;
        return true;
    }

    /// <summary>esmtp-param = esmtp-keyword ["=" esmtp-value]</summary>
    private static bool TryParseOne(string text, out EsmtpParameter parameter)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string keyword = equals < 0 ? text : text[..equals];
        string? value = equals < 0 ? null : text[(equals + 1)..];
        parameter = new EsmtpParameter(keyword.ToUpperInvariant(), value);
        return IsKeyword(keyword) && (value is null || IsValue(value));
    }

    /// <summary>esmtp-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")</summary>
    private static bool IsKeyword(string text)
    {
        if (text.Length == 0 || text[0] == '-')
        {
            return false;
        }

        foreach (char character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>esmtp-value = 1*(%d33-60 / %d62-126); esmtp-value =/ UTF8-non-ascii (RFC 6531, section 3.3)</summary>
    private static bool IsValue(string text)
    {
        return text.Length > 0 && !text.AsSpan().ContainsAnyInRange('\0', ' ') && text.AsSpan().IndexOfAny('=', '\x7F') < 0;
    }
}
