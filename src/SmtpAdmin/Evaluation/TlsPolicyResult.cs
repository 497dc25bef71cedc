namespace SmtpAdmin;

/// <summary>The verdict of a policy for TLS on one mail exchanger, and what it rests on.</summary>
public sealed record TlsPolicyResult
{
    /// <summary>The verdict.</summary>
    public required TlsPolicyVerdict Verdict { get; init; }

    /// <summary>The stable code of the reason, for example <c>DANE-NAME-MISMATCH</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What was compared, as one sentence.</summary>
    public required string Evidence { get; init; }

    /// <summary>The record or pattern that decided, or null where none did.</summary>
    public string? Matched { get; init; }

    /// <summary>
    /// With DANE: how far from the server's own certificate, which is 0, the certificate stands that a record names.
    /// </summary>
    public int? Depth { get; init; }

    /// <summary>Returns the code, the verdict and the evidence.</summary>
    /// <returns>For example <c>DANE-MATCH Pass 3 1 1 names the server's own certificate.</c>.</returns>
    public override string ToString() => $"{Code} {Verdict} {Evidence}".TrimEnd();
}
