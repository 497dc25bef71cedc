using System.Collections.Generic;

namespace SmtpAdmin.Core.Authentication.Diagnosis;

/// <summary>What a refusal means by RFC 4954 and RFC 7628, whoever's server it is.</summary>
internal static class GeneralFindings
{
    public static IEnumerable<Finding> Of(SmtpReply reply, AuthenticationFacts? facts)
    {
        if (facts?.Refusal is { } refusal && (refusal.Status ?? refusal.Scope) is not null)
        {
            string scope = refusal.Scope is { Length: > 0 } wanted ? $", and wants the scope {wanted}" : string.Empty;
            yield return new Finding(
                $"The server says '{refusal.Status ?? "nothing"}' of the token{scope}.",
                "Get a new token with the scope that this server wants, for the account that is signed in.");
        }

        // RFC 4954, section 4.7.
        if (reply.Code == 454)
        {
            yield return new Finding(
                "The server could not check the credential now.",
                "Try again in some minutes; where it goes on, ask the server's administrator.");
        }
    }
}
