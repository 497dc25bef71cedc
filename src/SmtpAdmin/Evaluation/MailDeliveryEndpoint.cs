using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>One address of one mail exchanger, and what a strict sender does there.</summary>
public sealed record MailDeliveryEndpoint
{
    /// <summary>The mail exchanger.</summary>
    public required string Host { get; init; }

    /// <summary>The exchanger's preference; lower is tried first.</summary>
    public int Preference { get; init; }

    /// <summary>The address with its port; null where the host has none that could be found.</summary>
    public string? Address { get; init; }

    /// <summary>What the sender does here.</summary>
    public required MailDeliveryVerdict Verdict { get; init; }

    /// <summary>What the host's TLSA records say.</summary>
    public required TlsPolicyResult Dane { get; init; }

    /// <summary>What the domain's MTA-STS policy says.</summary>
    public required TlsPolicyResult MtaSts { get; init; }

    /// <summary>The TLS version agreed on, for example <c>Tls13</c>; null where there was no TLS.</summary>
    public string? TlsProtocol { get; init; }

    /// <summary>The certificate that the server showed, judged by the machine's roots; null where it showed none.</summary>
    public CertificateDetails? Certificate { get; init; }

    /// <summary>What the verdict rests on, step by step.</summary>
    public required IReadOnlyList<CheckFinding> Findings { get; init; }

    /// <summary>Returns the verdict, the host and the address.</summary>
    /// <returns>For example <c>DeliverByDane mx.example.com 192.0.2.25:25</c>.</returns>
    public override string ToString() => $"{Verdict} {Host} {Address}".TrimEnd();
}
