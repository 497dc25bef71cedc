using System;
using System.Threading;
using MailKit.Security;

namespace SmtpAdmin.Core.Authentication.Sasl;

/// <summary>A mechanism of MailKit's: PLAIN, LOGIN, CRAM-MD5 or NTLM.</summary>
internal sealed class MailKitSaslClient(SaslMechanism mechanism) : ISaslClient
{
    public bool HasInitialResponse => mechanism.SupportsInitialResponse;

    public bool IsServerAccepted => true;

    public string Respond(string challenge)
    {
        try
        {
            return mechanism.Challenge(challenge, CancellationToken.None);
        }
        catch (Exception failure) when (failure is SaslException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException(failure.Message, failure);
        }
    }
}
