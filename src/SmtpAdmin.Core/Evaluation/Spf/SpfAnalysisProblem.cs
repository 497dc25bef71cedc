namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>Something that makes an SPF evaluation end in an error.</summary>
/// <param name="Code">The stable code, one of <see cref="SpfProblemCodes"/> or of the parser.</param>
/// <param name="Domain">The domain in whose record it stands.</param>
/// <param name="Term">The term as written, or null where it is the record or their sum.</param>
/// <param name="Detail">The facts as a sentence.</param>
internal sealed record SpfAnalysisProblem(string Code, string Domain, string? Term, string Detail);
