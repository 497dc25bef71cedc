namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>What the fetching of a policy file came to; the file is not looked into.</summary>
internal sealed record MtaStsFetch
{
    public required string Uri { get; init; }

    /// <summary>Valid where a file came.</summary>
    public required MtaStsPolicyStatus Status { get; init; }

    public string? Text { get; init; }

    /// <summary>The media type in lower case, without parameters; null where the server names none.</summary>
    public string? MediaType { get; init; }

    /// <summary>Why no file came; null where one did.</summary>
    public string? Failure { get; init; }
}
