using System;

namespace SmtpAdmin.Core.Dns;

/// <summary>How questions are asked.</summary>
internal sealed record DnsResolverOptions
{
    /// <summary>A name server, with or without a port; null for those of the system.</summary>
    public string? Server { get; init; }

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a question is asked again when no answer came.</summary>
    public int Retries { get; init; } = 1;
}
