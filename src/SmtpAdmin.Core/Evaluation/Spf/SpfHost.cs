using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>
/// The parts of the value of an <c>a</c> or <c>mx</c>: a domain, or null for that of the record, and prefix lengths
/// (RFC 7208, section 5.3: <c>[ ":" domain-spec ] [ dual-cidr-length ]</c>).
/// </summary>
internal readonly record struct SpfHost(string? DomainSpec, int IPv4Prefix, int IPv6Prefix)
{
    /// <summary>Reads a value whose syntax was checked.</summary>
    public static SpfHost Parse(string? value)
    {
        string text = value ?? string.Empty;
        int end = SpfNetwork.DomainEnd(text);
        (int ipv4, int ipv6) = SpfNetwork.ParsePrefixes(text.Substring(end));
        return new SpfHost(end == 0 ? null : text.Substring(0, end), ipv4, ipv6);
    }
}
