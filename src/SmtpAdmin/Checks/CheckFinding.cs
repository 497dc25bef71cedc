namespace SmtpAdmin;

/// <summary>One check, its verdict and what it rests on.</summary>
public sealed record CheckFinding
{
    /// <summary>The stable code of the check, for example <c>SMTP-STARTTLS-OFFERED</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The verdict.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>What was seen: the reply, the value or the error that the verdict rests on.</summary>
    public required string Evidence { get; init; }

    /// <summary>Returns the code, the verdict and the evidence.</summary>
    /// <returns>For example <c>SMTP-CONNECT Pass 127.0.0.1:25 in 3 ms</c>.</returns>
    public override string ToString() => $"{Code} {Status} {Evidence}".TrimEnd();
}
