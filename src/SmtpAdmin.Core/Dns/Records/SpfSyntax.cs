using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>What an SPF record says, and what in it is no SPF.</summary>
/// <param name="Terms">The terms whose name could be read, in order.</param>
/// <param name="All">The qualifier of the first <c>all</c>.</param>
/// <param name="Redirect">The first redirect's value.</param>
/// <param name="Problems">Errors and warnings, by their position.</param>
/// <param name="Error">The first syntax error; any makes the record a permerror (RFC 7208, section 4.6).</param>
internal sealed record SpfSyntax(
    IReadOnlyList<SpfTerm> Terms,
    char? All,
    string? Redirect,
    IReadOnlyList<RecordProblem> Problems,
    RecordProblem? Error);
