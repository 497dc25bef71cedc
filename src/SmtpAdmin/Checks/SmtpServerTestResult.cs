using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>What a test of a mail server saw, check by check.</summary>
public sealed record SmtpServerTestResult
{
    /// <summary>The server as it was asked for, with the port used.</summary>
    public required SmtpEndpoint Server { get; init; }

    /// <summary>The address that was connected to, or null where no connection was made.</summary>
    public string? Address { get; init; }

    /// <summary>The worst verdict of the findings: Fail before Unknown before Warn before Pass.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>The checks, in the order in which they were made.</summary>
    public required IReadOnlyList<CheckFinding> Findings { get; init; }

    /// <summary>The greeting's text (RFC 5321, section 3.1), or null where none came.</summary>
    public string? Banner { get; init; }

    /// <summary>The EHLO keywords with their parameters, as offered last: after STARTTLS where it was made.</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>The authentication mechanisms offered last (RFC 4954).</summary>
    public required IReadOnlyList<string> AuthenticationMechanisms { get; init; }

    /// <summary>The largest message in bytes that the server takes (RFC 1870), or null where it does not say.</summary>
    public long? MaximumMessageSize { get; init; }

    /// <summary>The TLS version agreed on, for example <c>Tls13</c>, or null where the connection was not encrypted.</summary>
    public string? TlsProtocol { get; init; }

    /// <summary>The cipher suite agreed on, or null where it is not known.</summary>
    public string? TlsCipherSuite { get; init; }

    /// <summary>The certificate that the server showed, or null where it showed none.</summary>
    public CertificateDetails? Certificate { get; init; }

    /// <summary>How long the whole test took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When the test began.</summary>
    public required DateTimeOffset TestedAt { get; init; }
}
