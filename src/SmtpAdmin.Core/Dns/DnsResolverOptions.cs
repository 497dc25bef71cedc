using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Dns;

/// <summary>How questions are asked.</summary>
internal sealed record DnsResolverOptions
{
    /// <summary>A name server in a form that <see cref="NameServerAddress"/> reads; null for those of the system.</summary>
    public string? Server { get; init; }

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a question is asked again when no answer came.</summary>
    public int Retries { get; init; } = 1;

    /// <summary>How many questions one name server is asked at the same time; it drops what looks like a flood.</summary>
    public int MaxQuestionsUnderWay { get; init; } = 512;

    /// <summary>Roots that are trusted beside the machine's own, for TLS and HTTPS.</summary>
    public IReadOnlyList<X509Certificate2> TrustedRoots { get; init; } = [];
}
