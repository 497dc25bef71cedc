namespace SmtpAdmin;

/// <summary>One place where a domain differs from the state that was wanted of it.</summary>
public sealed record MailDrift
{
    /// <summary>What differs, as a path through the saved state, for example <c>MtaSts/Mode</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The wanted value, or null where nothing was to be there.</summary>
    public string? Expected { get; init; }

    /// <summary>The value that is there, or null where nothing is, or where nothing is known.</summary>
    public string? Actual { get; init; }

    /// <summary>Fail where the values differ; Unknown where the actual one could not be found out.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>Returns the path and both values.</summary>
    /// <returns>For example <c>MtaSts/Mode: expected enforce, found none</c>.</returns>
    public override string ToString() =>
        $"{Path}: expected {Expected ?? "nothing"}, found {Actual ?? (Status == CheckStatus.Unknown ? "unknown" : "nothing")}";
}
