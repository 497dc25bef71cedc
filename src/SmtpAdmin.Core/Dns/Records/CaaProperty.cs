using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>What a CAA record says; see <see cref="CaaRecord"/> for the fields.</summary>
internal sealed record CaaProperty
{
    public required string Raw { get; init; }

    public required string Tag { get; init; }

    public required bool IsCritical { get; init; }

    public string? Issuer { get; init; }

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];
}
