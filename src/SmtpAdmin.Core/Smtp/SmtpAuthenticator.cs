using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailKit.Security;

namespace SmtpAdmin.Core.Smtp;

/// <summary>The AUTH command (RFC 4954) with MailKit's SASL mechanisms.</summary>
internal static class SmtpAuthenticator
{
    // No mechanism here needs more than three; a server that always asks once more must not keep us.
    private const int MaximumChallenges = 8;

    public static async Task AuthenticateAsync(
        SmtpConnection connection, EhloResponse ehlo, NetworkCredential credential, CancellationToken cancellationToken)
    {
        SaslMechanism mechanism = Choose(ehlo, credential);
        SmtpReply reply = await StartAsync(connection, mechanism, cancellationToken).ConfigureAwait(false);
        for (int challenges = 0; reply.Code == 334 && challenges < MaximumChallenges; challenges++)
        {
            string response = Respond(mechanism, reply, cancellationToken);
            reply = await connection.ExecuteAsync(response, cancellationToken).ConfigureAwait(false);
        }

        if (reply.Code != 235)
        {
            throw new SmtpAdminException(
                reply.Code == 421 ? ErrorKind.ServerUnavailable : ErrorKind.AuthenticationFailed,
                $"The server did not accept the credential with {mechanism.MechanismName}.",
                reply);
        }
    }

    // The order is that of what the server learns: SCRAM never shows it the password.
    private static SaslMechanism Choose(EhloResponse ehlo, NetworkCredential credential)
    {
        if (ehlo.AuthMechanisms.Contains("SCRAM-SHA-256"))
        {
            return new SaslMechanismScramSha256(credential);
        }

        if (ehlo.AuthMechanisms.Contains("PLAIN"))
        {
            return new SaslMechanismPlain(credential);
        }

        if (ehlo.AuthMechanisms.Contains("LOGIN"))
        {
            return new SaslMechanismLogin(credential);
        }

        throw new SmtpAdminException(
            ErrorKind.AuthenticationNotOffered,
            ehlo.AuthMechanisms.Count == 0
                ? "The server offers no authentication on this connection."
                : $"The server offers only {string.Join(", ", ehlo.AuthMechanisms.Take(10))}.");
    }

    // auth-command = "AUTH" SP sasl-mech [SP initial-response] CRLF
    private static Task<SmtpReply> StartAsync(
        SmtpConnection connection, SaslMechanism mechanism, CancellationToken cancellationToken)
    {
        string command = $"AUTH {mechanism.MechanismName}";
        if (mechanism.SupportsInitialResponse)
        {
            command += $" {mechanism.Challenge(string.Empty, cancellationToken)}";
        }

        return connection.ExecuteAsync(command, cancellationToken);
    }

    private static string Respond(SaslMechanism mechanism, SmtpReply challenge, CancellationToken cancellationToken)
    {
        try
        {
            return mechanism.Challenge(challenge.Text, cancellationToken);
        }
        catch (Exception failure) when (failure is SaslException or FormatException or ArgumentException)
        {
            throw new SmtpAdminException(
                ErrorKind.AuthenticationFailed,
                $"The server's challenge does not fit {mechanism.MechanismName}.",
                innerException: failure);
        }
    }
}
