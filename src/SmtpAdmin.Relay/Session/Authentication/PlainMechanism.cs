using System;
using System.Text;
using SmtpAdmin.Relay.Policy;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>message = [authzid] UTF8NUL authcid UTF8NUL passwd (RFC 4616)</summary>
internal sealed class PlainMechanism(UserList users) : ISaslMechanism
{
    public SaslStep Next(byte[]? response)
    {
        if (response is null)
        {
            return new SaslStep(SaslOutcome.Challenge);
        }

        string[] parts = Encoding.UTF8.GetString(response).Split('\0');
        if (parts.Length != 3 || !IsOwnIdentity(parts[0], parts[1]) || !users.IsValid(parts[1], parts[2]))
        {
            return new SaslStep(SaslOutcome.Failed);
        }

        return new SaslStep(SaslOutcome.Succeeded, UserName: parts[1]);
    }

    /// <summary>Nobody acts for another: an authorization identity must be empty or the user's own.</summary>
    private static bool IsOwnIdentity(string authorizationIdentity, string userName)
    {
        return authorizationIdentity.Length == 0
            || string.Equals(authorizationIdentity, userName, StringComparison.Ordinal);
    }
}
