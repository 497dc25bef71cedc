using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Providers;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Profiles;

/// <summary>What a profile's values must be. Holds for profiles that are written and for those that are read.</summary>
internal static class ProfileRules
{
    private const int MaximumTextLength = 1000;
    private const int MaximumThumbprints = 20;

    private static readonly Regex s_thumbprint = new(@"^(?:[0-9A-Fa-f]{2}[ :]?){20}(?:(?:[0-9A-Fa-f]{2}[ :]?){12})?\z");
    private static readonly string[] s_revocationChecks = ["Online", "Offline", "None"];

    /// <exception cref="SmtpAdminException">A value cannot be used (ProfileInvalid); the message names it.</exception>
    public static void Check(SmtpProfile profile)
    {
        CheckTexts(profile);
        CheckNumbers(profile);
        CheckServer(profile);
        CheckSecret(profile);
        if (profile.From is not null)
        {
            Demand(profile, nameof(profile.From), "an e-mail address", () => MailAddressParser.Parse(profile.From));
        }

        if (profile.RevocationCheck is { } check && !s_revocationChecks.Contains(check, StringComparer.OrdinalIgnoreCase))
        {
            throw Invalid(profile, nameof(profile.RevocationCheck), "Online, Offline or None");
        }

        if (profile.TrustedThumbprint is { } thumbprints
            && (thumbprints.Count > MaximumThumbprints || !thumbprints.All(text => s_thumbprint.IsMatch(text ?? string.Empty))))
        {
            throw Invalid(profile, nameof(profile.TrustedThumbprint), "thumbprints of 40 or 64 hexadecimal digits, 20 at most");
        }
    }

    private static void CheckServer(SmtpProfile profile)
    {
        if (profile.Server is null && profile.Provider is null)
        {
            throw new SmtpAdminException(ErrorKind.ProfileInvalid, $"'{profile.Name}' has neither a Server nor a Provider.");
        }

        if (profile.Server is not null)
        {
            Demand(profile, nameof(profile.Server), "a host name or address", () => new SmtpEndpoint(profile.Server));
        }

        if (profile.Region is not null)
        {
            Demand(
                profile,
                nameof(profile.Region),
                "a region of AmazonSes such as eu-west-1, and its Provider",
                () => ProviderTable.Get(profile.Provider ?? SmtpProvider.Gmail, profile.Region));
        }

        if (profile is { Server: null, Provider: { } provider } && ProviderTable.Get(provider, profile.Region).Server is null)
        {
            throw new SmtpAdminException(ErrorKind.ProfileInvalid, $"'{profile.Name}' needs a Region or a Server for {provider}.");
        }
    }

    private static void CheckSecret(SmtpProfile profile)
    {
        bool needsName = profile.Secret?.Store is SecretStore.SecretManagement or SecretStore.EnvironmentVariable;
        if (profile.Secret is { } secret && needsName == string.IsNullOrEmpty(secret.Name))
        {
            throw Invalid(profile, nameof(profile.Secret), needsName ? "one with a name" : "one without a name");
        }

        if (profile.OAuth is { } oauth && string.IsNullOrEmpty(oauth.ClientId))
        {
            throw Invalid(profile, nameof(oauth.ClientId), "an identifier");
        }

        if (profile.OAuth is { TokenEndpoint: { } endpoint }
            && !(Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback)))
        {
            throw Invalid(profile, nameof(oauth.TokenEndpoint), "an address that begins with https://");
        }
    }

    private static void CheckNumbers(SmtpProfile profile)
    {
        Between(profile, nameof(profile.Port), profile.Port, 1, 65535);
        Between(profile, nameof(profile.MaxConnections), profile.MaxConnections, 1, 1000);
        Between(profile, nameof(profile.MaxMessagesPerConnection), profile.MaxMessagesPerConnection, 1, int.MaxValue);
        Between(profile, nameof(profile.MaxMessagesPerMinute), profile.MaxMessagesPerMinute, 1, 1_000_000);
        Between(profile, nameof(profile.MaxRecipientsPerDay), profile.MaxRecipientsPerDay, 1, int.MaxValue);
        Between(profile, nameof(profile.RetryCount), profile.RetryCount, 0, 100);
        Between(profile, nameof(profile.TimeoutSec), profile.TimeoutSec, 1, 86400);
    }

    private static void CheckTexts(SmtpProfile profile)
    {
        IEnumerable<(string Name, string? Text)> texts =
        [
            (nameof(profile.Server), profile.Server), (nameof(profile.Region), profile.Region), (nameof(profile.From), profile.From),
            (nameof(profile.UserName), profile.UserName), (nameof(profile.EhloName), profile.EhloName),
            (nameof(profile.AuthenticationMechanism), profile.AuthenticationMechanism), (nameof(profile.CaPath), profile.CaPath),
            ("Vault", profile.Secret?.Vault), ("SecretName", profile.Secret?.Name), ("ClientId", profile.OAuth?.ClientId),
            ("TenantId", profile.OAuth?.TenantId), ("TokenEndpoint", profile.OAuth?.TokenEndpoint), ("Scope", profile.OAuth?.Scope),
        ];
        foreach ((string name, string? text) in texts)
        {
            if (text is not null && (text.Length is 0 or > MaximumTextLength || text.Any(WireText.IsHarmful)))
            {
                throw Invalid(profile, name, $"text of 1 to {MaximumTextLength} characters without line breaks");
            }
        }
    }

    private static void Between(SmtpProfile profile, string name, int? value, int minimum, int maximum)
    {
        if (value < minimum || value > maximum)
        {
            throw Invalid(profile, name, $"between {minimum} and {maximum}");
        }
    }

    private static void Demand(SmtpProfile profile, string name, string demand, Func<object> read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is ArgumentException or SmtpAdminException)
        {
            throw Invalid(profile, name, demand, exception);
        }
    }

    private static SmtpAdminException Invalid(SmtpProfile profile, string name, string demand, Exception? cause = null) =>
        new(ErrorKind.ProfileInvalid, $"The {name} of '{profile.Name}' is not {demand}.", innerException: cause);
}
