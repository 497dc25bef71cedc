using System.Collections.Generic;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>The mechanisms that a relay offers: those of its users' passwords, and those of tokens.</summary>
internal static class SaslMechanisms
{
    /// <summary>Whether a client can sign in at all.</summary>
    public static bool AreOffered(RelayContext context) => !context.Users.IsEmpty || HasTokens(context);

    /// <summary>The names as EHLO lists them, the strongest first; old clients take the last that they know.</summary>
    public static string Names(RelayContext context)
    {
        List<string> names = context.Users.IsEmpty ? [] : ["SCRAM-SHA-256", "PLAIN", "LOGIN"];
        if (HasTokens(context))
        {
            names.AddRange(["XOAUTH2", "OAUTHBEARER"]);
        }

        return string.Join(' ', names);
    }

    /// <returns>The mechanism of that name, in any case, or null.</returns>
    public static ISaslMechanism? Create(string name, RelayContext context)
    {
        return (name.ToUpperInvariant(), context.Options.TokenValidator) switch
        {
            ("SCRAM-SHA-256", _) when !context.Users.IsEmpty => new ScramMechanism(context.Users.FindPrepared),
            ("PLAIN", _) when !context.Users.IsEmpty => new PlainMechanism(context.Users),
            ("LOGIN", _) when !context.Users.IsEmpty => new LoginMechanism(context.Users),
            ("XOAUTH2", { } validator) => TokenMechanism.XOAuth2(validator, context.Time),
            ("OAUTHBEARER", { } validator) => TokenMechanism.Bearer(validator, context.Time),
            _ => null,
        };
    }

    private static bool HasTokens(RelayContext context) => context.Options.TokenValidator is not null;
}
