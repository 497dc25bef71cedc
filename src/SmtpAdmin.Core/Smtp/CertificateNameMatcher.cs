using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;

namespace SmtpAdmin.Core.Smtp;

/// <summary>
/// Decides whether a certificate is for a host (RFC 9525, section 6). Only its alternative names count, never the
/// subject's common name; a wildcard is the whole left-most label and stands for exactly one.
/// </summary>
internal static class CertificateNameMatcher
{
    private static readonly IdnMapping s_idn = new();

    public static bool Matches(string host, IReadOnlyList<string> names)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return names.Any(name => IPAddress.TryParse(name, out IPAddress? other) && other.Equals(address));
        }

        string? reference = ToAscii(host);
        return reference is not null && names.Any(name => MatchesName(reference, name.TrimEnd('.')));
    }

    private static bool MatchesName(string reference, string presented)
    {
        if (!presented.StartsWith("*.", StringComparison.Ordinal))
        {
            return reference.Equals(presented, StringComparison.OrdinalIgnoreCase);
        }

        int dot = reference.IndexOf('.');
        string parent = presented.Substring(2);
        return dot > 0
            && parent.IndexOf('.') > 0 // "*.com" would stand for everybody
            && reference.Substring(dot + 1).Equals(parent, StringComparison.OrdinalIgnoreCase);
    }

    private static string? ToAscii(string host)
    {
        try
        {
            return s_idn.GetAscii(host.TrimEnd('.'));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
