using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Policy;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>message = [authzid] UTF8NUL authcid UTF8NUL passwd (RFC 4616)</summary>
internal sealed class PlainMechanism(UserList users) : ISaslMechanism
{
    public ValueTask<SaslStep> NextAsync(byte[]? response, CancellationToken cancellationToken) =>
        (response is null ? SaslStep.Ask(string.Empty) : Check(response)).AsValueTask();

    private SaslStep Check(byte[] response)
    {
        string[] parts = SaslText.TryDecode(response, out string text) ? text.Split('\0') : [];
        bool isValid = parts.Length == 3
            && SaslText.IsName(parts[1])
            && IsOwnIdentity(parts[0], parts[1])
            && users.IsValid(parts[1], parts[2]);
        return isValid ? SaslStep.SignIn(parts[1]) : SaslStep.Failed;
    }

    /// <summary>Nobody acts for another: an authorization identity must be empty or the user's own.</summary>
    private static bool IsOwnIdentity(string authorizationIdentity, string userName)
    {
        return authorizationIdentity.Length == 0
            || string.Equals(authorizationIdentity, userName, StringComparison.Ordinal);
    }
}
