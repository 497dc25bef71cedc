using SmtpAdmin.Relay.Policy;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>The mechanisms that the relay offers.</summary>
internal static class SaslMechanisms
{
    /// <summary>The names as EHLO lists them.</summary>
    public const string Names = "PLAIN LOGIN";

    /// <returns>The mechanism of that name, in any case, or null.</returns>
    public static ISaslMechanism? Create(string name, UserList users)
    {
        return name.ToUpperInvariant() switch
        {
            "PLAIN" => new PlainMechanism(users),
            "LOGIN" => new LoginMechanism(users),
            _ => null,
        };
    }
}
