using System.Net;

namespace SmtpAdmin.Core.Authentication;

/// <summary>What to sign in with at a server.</summary>
/// <param name="Mechanism">The mechanism to use, or Auto for the strongest that fits.</param>
internal abstract record SmtpAuthentication(SmtpAuthenticationMechanism Mechanism)
{
    /// <summary>The name that is signed in.</summary>
    public abstract string User { get; }

    // A record writes its properties into its text; a secret must not get there.
    public sealed override string ToString() => $"{GetType().Name} {User}";
}

/// <summary>A user name and a password.</summary>
internal sealed record PasswordAuthentication(
    NetworkCredential Credential, SmtpAuthenticationMechanism Mechanism = SmtpAuthenticationMechanism.Auto)
    : SmtpAuthentication(Mechanism)
{
    public override string User => Credential.UserName;
}

/// <summary>A mailbox and an OAuth 2.0 access token for it.</summary>
internal sealed record TokenAuthentication(
    string UserName, ITokenSource Tokens, SmtpAuthenticationMechanism Mechanism = SmtpAuthenticationMechanism.Auto)
    : SmtpAuthentication(Mechanism)
{
    public override string User => UserName;
}
