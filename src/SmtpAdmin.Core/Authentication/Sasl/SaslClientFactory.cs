using System;
using System.Net;
using MailKit.Security;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Authentication.Sasl;

/// <summary>Makes the client's side of a mechanism.</summary>
internal static class SaslClientFactory
{
    /// <param name="mechanism">The mechanism.</param>
    /// <param name="credential">User name and password.</param>
    /// <param name="offer">What the server offers on this connection.</param>
    /// <exception cref="FormatException">The credential does not fit the mechanism.</exception>
    public static ISaslClient ForPassword(
        SmtpAuthenticationMechanism mechanism, NetworkCredential credential, MechanismOffer offer)
    {
        return mechanism switch
        {
            SmtpAuthenticationMechanism.ScramSha256Plus =>
                new ScramClient(credential, ScramHash.Sha256, ScramBinding.ToServerEndPoint(offer.EndPointBinding!)),
            SmtpAuthenticationMechanism.ScramSha256 =>
                new ScramClient(credential, ScramHash.Sha256, WithoutPlus(offer)),
            SmtpAuthenticationMechanism.ScramSha1 => new ScramClient(credential, ScramHash.Sha1, ScramBinding.None),
            SmtpAuthenticationMechanism.Plain => new MailKitSaslClient(new SaslMechanismPlain(credential)),
            SmtpAuthenticationMechanism.Login => new MailKitSaslClient(new SaslMechanismLogin(credential)),
            SmtpAuthenticationMechanism.CramMd5 => new MailKitSaslClient(new SaslMechanismCramMd5(credential)),
            SmtpAuthenticationMechanism.Ntlm => new MailKitSaslClient(new SaslMechanismNtlm(credential)),
            _ => throw new ArgumentOutOfRangeException(nameof(mechanism)),
        };
    }

    /// <exception cref="FormatException">The user name or the token has control characters.</exception>
    public static OAuthClient ForToken(
        SmtpAuthenticationMechanism mechanism, string user, string token, SmtpConnectionOptions options) =>
        mechanism == SmtpAuthenticationMechanism.OAuthBearer
            ? OAuthClient.Bearer(user, options.Server.Host, options.Port, token)
            : OAuthClient.XOAuth2(user, token);

    private static ScramBinding WithoutPlus(MechanismOffer offer) =>
        offer.CanBind && !offer.Has(SmtpAuthenticationMechanism.ScramSha256Plus)
            ? ScramBinding.NotOffered
            : ScramBinding.None;
}
