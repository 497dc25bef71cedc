using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>What an MTA-STS record says, and what in it is not allowed.</summary>
internal sealed record MtaStsSyntax
{
    /// <summary>Null where it is missing or not valid: then there is no policy.</summary>
    public string? Id { get; init; }

    public IReadOnlyDictionary<string, string> Extensions { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];
}
