using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// The value of <c>issue</c> and its like (RFC 8659, section 4.2; RFC 9495, section 3): the authority, which is empty
/// where none may issue, and its parameters. What breaks the grammar allows nobody, as the RFC has it.
/// </summary>
internal sealed record CaaIssuer(string Name, IReadOnlyDictionary<string, string> Parameters)
{
    private static readonly char[] s_space = [' ', '\t'];

    /// <summary>Reads a value; positions count from its start in the record.</summary>
    public static CaaIssuer Parse(string value, int start, ProblemList problems)
    {
        // issue-value = *WSP [issuer-domain-name *WSP] [";" *WSP [parameters *WSP]]
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string[] parts = value.Split(';');
        string name = parts[0].Trim(s_space);
        bool isValid = name.Length == 0 || IsName(name);
        if (!isValid)
        {
            problems.Add("CAA-ISSUER-INVALID", start + Indent(parts[0]), name);
        }

        // parameters = (parameter *WSP ";" *WSP parameters) / parameter
        int position = start + parts[0].Length + 1;
        for (int at = 1; at < parts.Length; at++)
        {
            bool isEmptyList = parts.Length == 2 && parts[at].Trim(s_space).Length == 0;
            if (!isEmptyList && !AddParameter(parts[at], position, parameters, problems))
            {
                isValid = false;
            }

            position += parts[at].Length + 1;
        }

        return new CaaIssuer(isValid ? name.ToLowerInvariant() : string.Empty, parameters);
    }

    // parameter = tag *WSP "=" *WSP value ; value = *(%x21-3A / %x3C-7E)
    private static bool AddParameter(
        string text, int position, Dictionary<string, string> parameters, ProblemList problems)
    {
        int equals = text.IndexOf('=');
        string tag = equals < 0 ? string.Empty : text.Substring(0, equals).Trim(s_space);
        string value = text.Substring(equals + 1).Trim(s_space);
        if (!IsLabel(tag) || !Array.TrueForAll(value.ToCharArray(), AsciiText.IsVisible))
        {
            problems.Add("CAA-PARAMETER-INVALID", position + Indent(text), text.Trim(s_space));
            return false;
        }

        if (parameters.ContainsKey(tag))
        {
            problems.Add("CAA-PARAMETER-DUPLICATE", position + Indent(text), text.Trim(s_space));
            return true;
        }

        parameters.Add(tag, value);
        return true;
    }

    // issuer-domain-name = label *("." label)
    private static bool IsName(string name) => Array.TrueForAll(name.Split('.'), IsLabel);

    // label = (ALPHA / DIGIT) *( *("-") (ALPHA / DIGIT)) ; the same as tag
    private static bool IsLabel(string label) =>
        label.Length > 0
        && AsciiText.IsLetterOrDigit(label[0])
        && AsciiText.IsLetterOrDigit(label[label.Length - 1])
        && Array.TrueForAll(label.ToCharArray(), static c => AsciiText.IsLetterOrDigit(c) || c == '-');

    private static int Indent(string text) => text.Length - text.TrimStart(s_space).Length;
}
