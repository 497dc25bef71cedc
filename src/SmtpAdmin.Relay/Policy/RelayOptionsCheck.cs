using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
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
        Require(options.Port is >= 0 and <= IPEndPoint.MaxPort, $"{options.Port} is no port.");
        Require(options.HostName is null || ClientName.IsAcceptable(options.HostName), "The host name is not valid.");
        Require(options.MaximumMessageSize > 0, "The largest message size must be above 0.");
        Require(options.MaximumRecipients > 0, "The number of recipients must be above 0.");
        Require(options.MaximumConnections > 0, "The number of connections must be above 0.");
        Require(options.MaximumCapturedMessages > 0, "The number of captured messages must be above 0.");
        Require(options.IdleTimeout > TimeSpan.Zero, "The idle timeout must be above 0.");
        ValidateLimits(options.Limits);
        ValidateMode(options);
        ValidateAuthentication(options);
        ValidateUsers(options);
        ValidateRules(options);
        ValidateExposure(options);
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
            Require(options.SmartHost is not null, "A relay that forwards needs a smart host to deliver to.");
            Require(hasQueue, "A relay that forwards needs a queue folder.");
            Require(options.Faults.Count == 0, "A relay that forwards plays no faults: they are for capture mode.");
        }
        else
        {
            Require(options.SmartHost is null, "A relay that captures delivers nothing: it takes no smart host.");
            Require(!hasQueue, "A relay that captures keeps its messages in memory: it takes no queue folder.");
        }
    }

    private static void ValidateAuthentication(RelayOptions options)
    {
        if (options.Certificate is { HasPrivateKey: false })
        {
            throw new SmtpAdminException(
                ErrorKind.RelayCertificateInvalid, "The certificate has no private key, so TLS cannot be offered.");
        }

        Require(
            options.Users.Count == 0 || options.Certificate is not null,
            "Users sign in under TLS only, and the relay has no certificate.");
        Require(
            options.TokenValidator is null || options.Certificate is not null,
            "Tokens come under TLS only, and the relay has no certificate.");
        Require(
            !options.RequireAuthentication || options.Users.Count > 0 || options.TokenValidator is not null,
            "Authentication is required, and the relay has neither users nor a validator of tokens.");
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

    /// <summary>
    /// Nobody makes an open relay by a slip. Without users, networks or domains, a relay that others reach serves nobody
    /// but this machine, which is a slip as well.
    /// </summary>
    private static void ValidateExposure(RelayOptions options)
    {
        foreach (string domain in options.AcceptedDomains)
        {
            bool isDomain = AddressPattern.TryParse(domain, out _) && !domain.Contains('@') && domain != "<>";
            Require(isDomain, $"'{domain}' is no domain that mail can be accepted for.");
        }

        string? tooWide = NetworkExposure.FindTooWide(options.RelayNetworks ?? [])
            ?? NetworkExposure.FindTooWide(options.TrustedProxies)
            ?? NetworkExposure.FindTooWide(options.TrustedXClients)
            ?? FindTooWideDomain(options.AcceptedDomains);
        if (tooWide is not null && !options.AllowOpenRelay)
        {
            throw new SmtpAdminException(ErrorKind.RelayTooOpen, $"{tooWide} nearly everyone's.");
        }

        bool servesSomebody = options.TokenValidator is not null
            || options.Users.Count + (options.RelayNetworks?.Count ?? 0) + options.AcceptedDomains.Count > 0;
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
