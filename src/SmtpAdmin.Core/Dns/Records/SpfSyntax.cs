using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>What an SPF record says, and what in it is no SPF.</summary>
internal sealed record SpfSyntax(
    IReadOnlyList<SpfTerm> Terms, char? All, string? Redirect, IReadOnlyList<RecordProblem> Problems);
