using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>
/// How to send, kept under a name. What is null is left to the command that uses the profile, and its parameters go
/// before the profile's values. The secret is not in it, only where it is kept.
/// </summary>
public sealed record SmtpProfile
{
    /// <summary>The profile's name.</summary>
    public required string Name { get; init; }

    /// <summary>The server's host name or address; null for the provider's.</summary>
    public string? Server { get; init; }

    /// <summary>The port.</summary>
    public int? Port { get; init; }

    /// <summary>How the connection is protected.</summary>
    public SmtpSecurity? Security { get; init; }

    /// <summary>The provider, whose server and limits hold where the profile has none of its own.</summary>
    public SmtpProvider? Provider { get; init; }

    /// <summary>The region of a provider whose server depends on it.</summary>
    public string? Region { get; init; }

    /// <summary>The sender's address.</summary>
    public string? From { get; init; }

    /// <summary>The user to sign in as.</summary>
    public string? UserName { get; init; }

    /// <summary>Where the secret is kept; null for sending without signing in.</summary>
    public SmtpProfileSecret? Secret { get; init; }

    /// <summary>How an access token is fetched; null where the secret is a password.</summary>
    public SmtpProfileOAuth? OAuth { get; init; }

    /// <summary>The SASL mechanism to use, such as PLAIN; null for the strongest.</summary>
    public string? AuthenticationMechanism { get; init; }

    /// <summary>How many connections may be open at a time.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>How many messages one connection carries.</summary>
    public int? MaxMessagesPerConnection { get; init; }

    /// <summary>How many messages may be sent in a minute.</summary>
    public int? MaxMessagesPerMinute { get; init; }

    /// <summary>How many recipients may be sent to in 24 hours, as one pipeline counts them.</summary>
    public int? MaxRecipientsPerDay { get; init; }

    /// <summary>How often a message is sent again after a failure that may pass.</summary>
    public int? RetryCount { get; init; }

    /// <summary>How long to wait for the server, in seconds.</summary>
    public int? TimeoutSec { get; init; }

    /// <summary>The name in EHLO.</summary>
    public string? EhloName { get; init; }

    /// <summary>The thumbprints of the only certificates to trust; null for the operating system's trust.</summary>
    public IReadOnlyList<string>? TrustedThumbprint { get; init; }

    /// <summary>A file of certificate authorities to trust besides those of the operating system.</summary>
    public string? CaPath { get; init; }

    /// <summary>How the certificate's revocation is checked: Online, Offline or None.</summary>
    public string? RevocationCheck { get; init; }
}
