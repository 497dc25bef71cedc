using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Authentication.Diagnosis;

/// <summary>
/// Which step is missing when a server refuses a client for who it is: facts, the decisive one first, and one thing to
/// do about it. Made from the reply and what the token says of itself, without asking anybody.
/// </summary>
internal sealed record AuthenticationDiagnosis
{
    /// <summary>The facts, each a sentence.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>What to do, as one or more sentences.</summary>
    public required string Advice { get; init; }

    /// <summary>Reads a refusal, of AUTH or of a later command.</summary>
    /// <param name="reply">The server's reply.</param>
    /// <param name="facts">How it was signed in, or tried to; null where nothing was tried.</param>
    /// <returns>The diagnosis, or null where the reply does not speak of who the client is, or says no more.</returns>
    public static AuthenticationDiagnosis? Of(SmtpReply reply, AuthenticationFacts? facts)
    {
        IReadOnlyList<Finding> findings =
        [
            .. TokenFindings.BeforeReply(reply, facts),
            .. ExchangeFindings.Of(reply, facts),
            .. GoogleFindings.Of(reply, facts),
            .. GeneralFindings.Of(reply, facts),
        ];
        return findings.Count == 0
            ? null
            : new AuthenticationDiagnosis
            {
                Findings = findings.Select(finding => finding.Fact).Distinct().ToArray(),
                Advice = findings[0].Advice,
            };
    }

    /// <summary>The exception for a refusal of AUTH.</summary>
    public static SmtpAdminException Explain(SmtpReply reply, AuthenticationFacts facts)
    {
        string detail = $"The server did not accept the credential with {facts.Mechanism}.";
        AuthenticationDiagnosis? diagnosis = reply.Code == 421 ? null : Of(reply, facts);
        return new SmtpAdminException(
            reply.IsTransientFailure ? ErrorKind.ServerUnavailable : ErrorKind.AuthenticationFailed,
            diagnosis is null ? detail : $"{detail} {string.Join(" ", diagnosis.Findings)}",
            reply)
        {
            Advice = diagnosis?.Advice,
        };
    }

    /// <summary>The exception for a refusal of a later command, where it speaks of who the client is.</summary>
    /// <param name="failure">The failure without the diagnosis; what it says stays in front.</param>
    /// <param name="facts">How it was signed in; null where it was not.</param>
    /// <returns>The failure with the diagnosis added, or as it was.</returns>
    public static SmtpAdminException Explain(SmtpAdminException failure, AuthenticationFacts? facts)
    {
        if (failure.Reply is not { } reply || Of(reply, facts) is not { } diagnosis)
        {
            return failure;
        }

        string said = failure.Message;
        int end = said.IndexOf(" The server replied: ", StringComparison.Ordinal);
        string detail = end < 0 ? said : said.Substring(0, end);
        return new SmtpAdminException(
            failure.Kind, $"{detail} {string.Join(" ", diagnosis.Findings)}", reply, failure.InnerException)
        {
            Advice = diagnosis.Advice,
        };
    }
}
