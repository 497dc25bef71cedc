using System.Collections.Generic;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;

namespace SmtpAdmin.Core.Evaluation.Delivery;

/// <summary>What was found out about one endpoint; the verdict follows from it without further questions.</summary>
internal sealed record DeliveryFacts
{
    public required string Host { get; init; }

    public int Preference { get; init; }

    /// <summary>The answer that named the host.</summary>
    public required DnsAnswer MxAnswer { get; init; }

    public required TlsaLookup Lookup { get; init; }

    public required IReadOnlyList<MtaStsRecord> MtaSts { get; init; }

    public string? Address { get; init; }

    /// <summary>What the connection showed; null where the host has no address to connect to.</summary>
    public SmtpServerTestResult? Connection { get; init; }

    /// <summary>The certificates in DER that the server sent, its own first.</summary>
    public IReadOnlyList<byte[]> Chain { get; init; } = [];
}
