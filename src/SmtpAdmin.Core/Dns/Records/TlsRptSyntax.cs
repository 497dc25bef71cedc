using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>What a TLS reporting record says, and what in it is not allowed.</summary>
internal sealed record TlsRptSyntax
{
    public IReadOnlyList<string> ReportUris { get; init; } = [];

    public IReadOnlyDictionary<string, string> Extensions { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];
}
