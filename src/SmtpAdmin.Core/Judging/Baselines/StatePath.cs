using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;

namespace SmtpAdmin.Core.Judging.Baselines;

/// <summary>
/// The names under which a state has its values: <c>Mx</c>, or <c>Dkim/selector1</c> where there are several of a kind.
/// </summary>
internal static class StatePath
{
    public const string Mx = "Mx";
    public const string Spf = "Spf";
    public const string Dmarc = "Dmarc";
    public const string MtaStsMode = "MtaSts/Mode";
    public const string MtaStsMx = "MtaSts/Mx";
    public const string MtaStsMaxAge = "MtaSts/MaxAge";
    public const string TlsRpt = "TlsRpt";
    public const string Caa = "Caa";
    public const string Ns = "Ns";
    public const string Dnssec = "Dnssec";

    /// <summary>What the domain has under selectors that nobody named.</summary>
    public const string AnyDkim = DkimPrefix + "*";

    public const string DkimPrefix = "Dkim/";
    public const string BimiPrefix = "Bimi/";
    public const string TlsaPrefix = "Tlsa/";
    public const string SrvPrefix = "Srv/";
    public const string PtrPrefix = "Ptr/";

    /// <summary>The service by which Outlook finds a domain's settings.</summary>
    public const string Autodiscover = "_autodiscover._tcp";

    private static readonly string[] s_fixed =
        [Mx, Spf, Dmarc, MtaStsMode, MtaStsMx, MtaStsMaxAge, TlsRpt, Caa, Ns, Dnssec, AnyDkim];

    private static readonly string[] s_prefixes = [DkimPrefix, BimiPrefix, TlsaPrefix, SrvPrefix, PtrPrefix];

    public static string Dkim(string selector) => DkimPrefix + Label(selector);

    public static string Bimi(string selector) => BimiPrefix + Label(selector);

    public static string Tlsa(string host) => TlsaPrefix + StateText.Host(host);

    public static string Srv(string service) => SrvPrefix + service.ToLowerInvariant();

    public static string Ptr(string address) => PtrPrefix + address;

    /// <summary>Returns whether the text is a path, and the path in the form that a state has it in.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? path)
    {
        string given = text.Trim();
        path = s_fixed.FirstOrDefault(name => name.Equals(given, StringComparison.OrdinalIgnoreCase));
        if (path is not null)
        {
            return true;
        }

        string? prefix = s_prefixes.FirstOrDefault(
            start => given.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        if (prefix is null)
        {
            return false;
        }

        string name = given.Substring(prefix.Length).Trim();
        switch (prefix)
        {
            case TlsaPrefix:
                path = Tlsa(name);
                return DomainName.TryParse(name, out _);
            case SrvPrefix:
                path = Srv(name);
                return IsService(path.Substring(SrvPrefix.Length));
            case PtrPrefix:
                bool isAddress = IPAddress.TryParse(name, out IPAddress? address);
                path = Ptr(address?.ToString() ?? name);
                return isAddress;
            default:
                path = prefix + Label(name);
                return DomainName.TryParse(Below(name), out _);
        }
    }

    // Only a service that is read can be compared.
    private static bool IsService(string name) => name == Autodiscover || SrvReader.Services.Contains(name);

    // A selector may look like a number, which no domain of its own may.
    private static string Below(string selector) => selector.Trim() + "._domainkey.x";

    private static string Label(string selector) => selector == "*" || !DomainName.TryParse(Below(selector), out string? name)
        ? selector
        : name.Substring(0, name.Length - Below(string.Empty).Length);
}
