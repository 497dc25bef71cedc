using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using SmtpAdmin.Relay.Listening;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy;

/// <summary>Refuses options that contradict each other or would open the relay to strangers.</summary>
internal static class RelayOptionsCheck
{
    // RFC 5321, section 4.5.3.2.1: clients wait five minutes; many wait for one only.
    private static readonly TimeSpan s_longestGreetingDelay = TimeSpan.FromMinutes(1);

    /// <exception cref="SmtpAdminException">RelayOptionsInvalid, RelayTooOpen or RelayCertificateInvalid.</exception>
    public static void Validate(RelayOptions options)
    {
        Require(options.HostName is null || ClientName.IsAcceptable(options.HostName), "The host name is not valid.");
        Require(options.MaximumRecipients > 0, "The number of recipients must be above 0.");
        Require(options.MaximumConnections > 0, "The number of connections must be above 0.");
        Require(options.MaximumCapturedMessages > 0, "The number of captured messages must be above 0.");
        Require(options.IdleTimeout > TimeSpan.Zero, "The idle timeout must be above 0.");
        ValidateLimits(options.Limits);
        ValidateMasquerade(options);
        ValidateMode(options);
        IReadOnlyList<RelayOptions> listeners = ListenerOptions.Resolve(options);
        foreach (RelayOptions listener in listeners)
        {
            Require(listener.Port is >= 0 and <= IPEndPoint.MaxPort, $"{listener.Port} is no port.");
            Require(listener.MaximumMessageSize > 0, "The largest message size must be above 0.");
            ValidateTls(listener);
            ValidatePolicy(listener);
            ValidateUse(listener);
        }

        Require(
            options.TokenValidator is null || listeners.Any(HasTls),
            "Tokens come under TLS only, and the relay has no certificate.");
        Require(
            options.Users.Count == 0 || listeners.Any(HasTls),
            "Users sign in under TLS only, and the relay has no certificate.");
    }

    /// <summary>Checks who may send what to whom, and nothing else.</summary>
    /// <exception cref="SmtpAdminException">RelayOptionsInvalid or RelayTooOpen.</exception>
    public static void ValidatePolicy(RelayOptions options)
    {
        ValidateUsers(options);
        ValidateRules(options);
        ValidateExposure(options);
    }

    private static bool HasTls(RelayOptions listener)
    {
        bool hasCertificate = listener.Certificate is not null
            || listener.OtherCertificates.Count + listener.CertificateFiles.Count > 0;
        return hasCertificate && listener.Security != RelaySecurity.None;
    }

    private static void ValidateLimits(SmtpRelayLimits limits)
    {
        bool areCountsAboveZero = limits is
        {
            ConnectionsPerAddress: null or > 0, ConnectionsPerMinute: null or > 0, MessagesPerConnection: null or > 0,
            MessagesPerMinute: null or > 0, FailedSignIns: null or > 0, Errors: > 0, CommandsWithoutMail: > 0,
        };
        Require(areCountsAboveZero, "A limit that counts must be above 0.");
        bool areTimesAboveZero = limits.FailedSignInWindow > TimeSpan.Zero && limits.BanTime > TimeSpan.Zero
            && limits.SessionTime > TimeSpan.Zero && limits.MinimumRateGrace > TimeSpan.Zero;
        Require(areTimesAboveZero, "A limit that is a time must be above 0.");
        Require(limits.MinimumRate >= 0, "The minimum rate must not be below 0.");
        bool isGreetingSoon = limits.GreetingDelay >= TimeSpan.Zero && limits.GreetingDelay <= s_longestGreetingDelay;
        Require(isGreetingSoon, "The greeting must come within a minute, before clients give up.");
    }

    private static void ValidateMode(RelayOptions options)
    {
        bool hasQueue = !string.IsNullOrEmpty(options.QueuePath);
        if (options.Mode == RelayMode.Forward)
        {
            Require(
                options.SmartHost is not null || options.Routes.Count > 0,
                "A relay that forwards needs a smart host to deliver to.");
            Require(hasQueue, "A relay that forwards needs a queue folder.");
            Require(options.Faults.Count == 0, "A relay that forwards plays no faults: they are for capture mode.");
        }
        else
        {
            bool changesHeaders = options.DkimKeys.Count > 0 || options.Masquerade.Count > 0 || options.AddsMissingFields;
            Require(!changesHeaders, "A relay that captures keeps messages as they are: nothing added, no masquerade, no DKIM keys.");
            Require(options.SmartHost is null, "A relay that captures delivers nothing: it takes no smart host.");
            Require(options.Routes.Count == 0, "A relay that captures delivers nothing: it takes no routes.");
            Require(!hasQueue, "A relay that captures keeps its messages in memory: it takes no queue folder.");
        }
    }

    private static void ValidateTls(RelayOptions listener)
    {
        if (listener.OtherCertificates.Append(listener.Certificate).Any(certificate => certificate is { HasPrivateKey: false }))
        {
            throw new SmtpAdminException(
                ErrorKind.RelayCertificateInvalid, "The certificate has no private key, so TLS cannot be offered.");
        }

        bool needsTls = listener.Security is RelaySecurity.StartTls or RelaySecurity.ImplicitTls;
        Require(!needsTls || HasTls(listener), $"{listener.Security} needs a certificate.");
        Require(
            !listener.RequireAuthentication || listener.Users.Count > 0 || listener.TokenValidator is not null,
            "Authentication is required, and the relay has no users.");
        Require(
            !listener.RequireAuthentication || HasTls(listener),
            "Authentication is required, and users sign in under TLS only, which is not offered.");
        Require(
            listener.TrustedProxies.Count == 0 || listener.Security != RelaySecurity.ImplicitTls,
            "A PROXY header comes before TLS, and a listener of implicit TLS takes none.");
    }

    private static void ValidateUsers(RelayOptions options)
    {
        Require(
            options.Users.DistinctBy(user => user.UserName, StringComparer.Ordinal).Count() == options.Users.Count,
            "Two users have the same name.");
        foreach (string pattern in options.Users.SelectMany(user => user.SendAs))
        {
            Require(AddressPattern.TryParse(pattern, out _), $"'{pattern}' is no sender: name an address, a domain or *.");
        }
    }

    private static void ValidateRules(RelayOptions options)
    {
        foreach (SmtpRelayRule rule in options.SenderRules.Concat(options.RecipientRules))
        {
            Require(AddressPattern.TryParse(rule.Pattern, out _), $"The rule '{rule.Name}' has no valid pattern.");
        }
    }

    private static void ValidateMasquerade(RelayOptions options)
    {
        foreach ((string inside, string outside) in options.Masquerade)
        {
            bool areDomains = IsDomain(inside) && inside != "*" && IsDomain(outside) && !outside.Contains('*');
            Require(areDomains, $"'{inside}' cannot be masqueraded as '{outside}': name a domain for a domain.");
        }
    }

    /// <summary>A domain, *.domain or *.</summary>
    private static bool IsDomain(string text) => AddressPattern.TryParse(text, out _) && !text.Contains('@') && text != "<>";

    /// <summary>Nobody makes an open relay by a slip.</summary>
    private static void ValidateExposure(RelayOptions options)
    {
        foreach (string domain in options.AcceptedDomains)
        {
            Require(IsDomain(domain), $"'{domain}' is no domain that mail can be accepted for.");
        }

        string? tooWide = NetworkExposure.FindTooWide(options.RelayNetworks ?? [])
            ?? NetworkExposure.FindTooWide(options.TrustedProxies)
            ?? NetworkExposure.FindTooWide(options.TrustedXClients)
            ?? FindTooWideDomain(options.AcceptedDomains);
        if (tooWide is not null && !options.AllowOpenRelay)
        {
            throw new SmtpAdminException(ErrorKind.RelayTooOpen, $"{tooWide} nearly everyone's.");
        }
    }

    /// <summary>Without users, networks or domains, a relay that others reach serves nobody but this machine.</summary>
    private static void ValidateUse(RelayOptions options)
    {
        int users = HasTls(options) ? options.Users.Count : 0;
        users += options.TokenValidator is not null ? 1 : 0;
        bool servesSomebody = users + (options.RelayNetworks?.Count ?? 0) + options.AcceptedDomains.Count > 0;
        Require(
            options.Mode == RelayMode.Capture || IPAddress.IsLoopback(options.Address) || servesSomebody,
            $"A relay on {options.Address} would serve nobody: name users, relay networks or accepted domains.");
    }

    /// <summary>All domains, or all below a top-level domain.</summary>
    private static string? FindTooWideDomain(IReadOnlyList<string> domains)
    {
        string? domain = domains.FirstOrDefault(domain => domain == "*"
            || (domain.StartsWith("*.", StringComparison.Ordinal) && !domain[2..].Contains('.', StringComparison.Ordinal)));
        return domain is null ? null : $"The accepted domain {domain} is";
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new SmtpAdminException(ErrorKind.RelayOptionsInvalid, otherwise);
        }
    }
}
