using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>How policies are fetched; the defaults are the standard's.</summary>
internal sealed record MtaStsHttpOptions
{
    public int Port { get; init; } = 443;

    /// <summary>How long the whole fetch may take (RFC 8461, section 3.3, suggests a minute for senders).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Roots that are trusted beside the machine's own.</summary>
    public IReadOnlyList<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>Whether the system's proxy is used where one is set.</summary>
    public bool UseProxy { get; init; } = true;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
