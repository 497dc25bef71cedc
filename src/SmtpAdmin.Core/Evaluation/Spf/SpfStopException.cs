using System;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>
/// Ends an evaluation from any depth of includes: "check_host() returns immediately" (RFC 7208, sections 4.4 to 4.6).
/// </summary>
internal sealed class SpfStopException(SpfResult result, string code, string detail) : Exception(detail)
{
    /// <summary>TempError or PermError.</summary>
    public SpfResult Result => result;

    /// <summary>The stable code of the reason.</summary>
    public string Code => code;

    /// <summary>The text that is to blame where that is another than the term under way.</summary>
    public RecordProblem? Problem { get; init; }

    /// <summary>The domain in whose record the problem stands.</summary>
    public string? ProblemDomain { get; init; }
}
