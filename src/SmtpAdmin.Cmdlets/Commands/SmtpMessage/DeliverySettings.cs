using System;
using System.Linq;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Profiles;
using SmtpAdmin.Core.Providers;
using SmtpAdmin.Core.Sending.Retrying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>
/// What holds for a command: what its parameters say, else the profile, else the provider, else the default.
/// </summary>
internal sealed class DeliverySettings
{
    // The lowest number of connections that a large provider allows; more is for those who know their server.
    private const int DefaultConnections = 3;
    private const int DefaultTimeout = 100;

    // Who named a provider or a profile has a server that is known to throttle, and a run that is to get through.
    private const int RetriesOfProviders = 3;

    private readonly DeliveryCmdlet _cmdlet;
    private readonly SmtpProviderSettings? _provider;

    /// <exception cref="SmtpAdminException">ProfileNotFound or ProfileInvalid.</exception>
    public DeliverySettings(DeliveryCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        Profile = string.IsNullOrEmpty(cmdlet.Profile) ? null : new ProfileStore().Read(cmdlet.Profile!);
        _provider = (cmdlet.Provider ?? Profile?.Provider) is { } provider
            ? ProviderTable.Get(provider, cmdlet.Region ?? Profile?.Region)
            : null;
    }

    public SmtpProfile? Profile { get; }

    /// <summary>The server of the profile or the provider; null where neither names one.</summary>
    public string? Server => Profile?.Server ?? _provider?.Server;

    public int? Port => Profile?.Port ?? (Profile?.Server is null ? _provider?.Port : null);

    public SmtpSecurity? Security => Profile?.Security ?? (Profile?.Server is null ? _provider?.Security : null);

    public string? From => Profile?.From;

    public int MaxConnections =>
        _cmdlet.MaxConnections ?? Profile?.MaxConnections ?? _provider?.MaxConnections ?? DefaultConnections;

    public int MaxMessagesPerConnection => _cmdlet.MaxMessagesPerConnection ?? Profile?.MaxMessagesPerConnection
        ?? _provider?.MaxMessagesPerConnection ?? int.MaxValue;

    public int? MaxMessagesPerMinute =>
        _cmdlet.MaxMessagesPerMinute ?? Profile?.MaxMessagesPerMinute ?? _provider?.MaxMessagesPerMinute;

    public int? MaxRecipientsPerDay => Profile?.MaxRecipientsPerDay ?? _provider?.MaxRecipientsPerDay;

    public int TimeoutSec => _cmdlet.TimeoutSec ?? Profile?.TimeoutSec ?? DefaultTimeout;

    public string? EhloName => _cmdlet.EhloName ?? Profile?.EhloName;

    public string[] TrustedThumbprints => _cmdlet.TrustedThumbprint is { Length: > 0 } given
        ? [.. given.Given()]
        : Profile?.TrustedThumbprint?.ToArray() ?? [];

    public string? CaPath => _cmdlet.TrustedCaPath is { Length: > 0 } path
        ? FilePath.Resolve(_cmdlet.SessionState, path)
        : Profile?.CaPath;

    public SmtpRevocationCheck RevocationCheck => _cmdlet.RevocationCheck
        ?? (Enum.TryParse(Profile?.RevocationCheck, ignoreCase: true, out SmtpRevocationCheck named) ? named : default);

    public SmtpAuthenticationMechanism Mechanism => _cmdlet.AuthenticationMechanism
        ?? (Enum.TryParse(
            Profile?.AuthenticationMechanism?.Replace("-", string.Empty),
            ignoreCase: true,
            out SmtpAuthenticationMechanism named) ? named : default);

    public RetryPolicy Retry => new()
    {
        RetryCount = _cmdlet.RetryCount ?? Profile?.RetryCount
            ?? (_provider is null && Profile is null ? 0 : RetriesOfProviders),
        Delay = TimeSpan.FromSeconds(_cmdlet.RetryDelaySec),
        ResendUnknown = _cmdlet.ResendUnknown,
    };
}
