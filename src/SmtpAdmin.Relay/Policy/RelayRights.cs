using System;
using System.Linq;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy;

/// <summary>
/// Who may send to whom. A client that signed in, or whose network is listed, may send anywhere. Anyone else reaches
/// the accepted domains only, and only with a local part that no server behind could read as another route.
/// </summary>
internal sealed class RelayRights
{
    private static readonly IpNetwork[] s_loopback = [new("127.0.0.0/8"), new("::1/128")];

    private readonly bool _isOpenCapture;
    private readonly NetworkList _networks;
    private readonly AddressPattern[] _domains;

    public RelayRights(RelayOptions options)
    {
        // What captures delivers nothing, so nobody is refused there, unless the options rehearse a policy.
        _isOpenCapture = options is { Mode: RelayMode.Capture, RelayNetworks: null, AcceptedDomains.Count: 0 };
        _networks = new NetworkList(options.RelayNetworks ?? s_loopback);
        _domains = [.. options.AcceptedDomains.Select(Parse).OfType<AddressPattern>()];
    }

    public PolicyDecision Decide(ClientIdentity client, MailPath recipient)
    {
        return FindRight(client) is { } right ? new PolicyDecision(right) : DecideForStranger(recipient);
    }

    /// <returns>What lets the client send to anyone; null where nothing does.</returns>
    public string? FindRight(ClientIdentity client)
    {
        if (_isOpenCapture)
        {
            return "Mode Capture delivers nothing";
        }

        if (client.User is { } user)
        {
            return $"user {user} signed in";
        }

        return _networks.Find(client.IPAddress) is { } network ? $"RelayNetworks {network}" : null;
    }

    private PolicyDecision DecideForStranger(MailPath recipient)
    {
        // RFC 5321, section 4.5.1: a server that takes mail from strangers takes it for its postmaster.
        if (recipient.Domain.Length == 0 && _domains.Length > 0)
        {
            return new PolicyDecision("Postmaster");
        }

        AddressPattern? domain = _domains.FirstOrDefault(pattern => pattern.Matches(recipient));
        if (domain is null)
        {
            return new PolicyDecision("AcceptedDomains has no match", Replies.RelayingDenied);
        }

        return IsRoute(recipient.LocalPart)
            ? new PolicyDecision("a local part that names a route", Replies.RelayingDenied)
            : new PolicyDecision($"AcceptedDomains {domain}");
    }

    /// <summary>
    /// The percent hack, a bang path, an at sign inside quotes (RFC 1123, section 5.2.16; RFC 976): a server behind this
    /// one may still follow them, and it trusts this one. A path or a pipe is meant for no mailbox either.
    /// </summary>
    private static bool IsRoute(string localPart)
    {
        string name = localPart.Trim('"');
        return name.AsSpan().IndexOfAny("@%!|:,") >= 0
            || name.StartsWith('.')
            || name.StartsWith('/')
            || name.Contains("/../", StringComparison.Ordinal);
    }

    private static AddressPattern? Parse(string text) => AddressPattern.TryParse(text, out AddressPattern? pattern) ? pattern : null;
}
