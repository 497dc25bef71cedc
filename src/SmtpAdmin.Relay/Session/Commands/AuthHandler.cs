using System;
using System.Buffers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Session.Authentication;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>AUTH mechanism [initial-response] (RFC 4954, section 4)</summary>
/// <remarks>What the client sends here is a secret: it goes to the mechanism and nowhere else.</remarks>
internal sealed class AuthHandler : ICommandHandler
{
    public async ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        string[] parts = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2)
        {
            session.Reply(Replies.ArgumentMissing);
            return false;
        }

        ISaslMechanism? mechanism = SaslMechanisms.Create(parts[0], session.Context);
        if (mechanism is null)
        {
            session.Reply(Replies.MechanismUnknown);
            return false;
        }

        byte[]? response = null;
        Reply? refusal = parts.Length == 2 ? Decode(parts[1], out response) : null;
        while (refusal is null)
        {
            SaslStep step = await mechanism.NextAsync(response, cancellationToken).ConfigureAwait(false);
            if (step.Outcome != SaslOutcome.Challenge)
            {
                return Finish(session, step);
            }

            session.Reply(new Reply(334, null, Convert.ToBase64String(Encoding.ASCII.GetBytes(step.Challenge))));
            (refusal, response) = await ReadResponseAsync(session, cancellationToken).ConfigureAwait(false);
        }

        if (!session.IsEnding)
        {
            session.Reply(refusal);
        }

        return false;
    }

    private static bool Finish(SmtpSession session, SaslStep step)
    {
        if (step.Outcome == SaslOutcome.Succeeded)
        {
            session.Client.User = step.UserName;
            session.Reply(Replies.SignedIn);
            return true;
        }

        if (step.Outcome == SaslOutcome.Unknown)
        {
            session.Reply(Replies.AuthenticationUnavailable);
            return false;
        }

        session.Context.Counters.SignInFailed();
        session.Reply(Replies.CredentialsInvalid);
        session.CountFailedSignIn();
        return false;
    }

    private static async ValueTask<(Reply? Refusal, byte[]? Response)> ReadResponseAsync(
        SmtpSession session, CancellationToken cancellationToken)
    {
        while (true)
        {
            LineStatus status = session.Input.ReadLine(inAuthentication: true, out ReadOnlySequence<byte> line);
            switch (status)
            {
                case LineStatus.Complete:
                    Reply? refusal = Decode(Encoding.Latin1.GetString(line), out byte[]? response);
                    return (refusal, response);
                case LineStatus.TooLong:
                    return (Replies.AuthenticationTooLong, null);
                case LineStatus.Malformed:
                    return (Replies.Base64Invalid, null);
            }

            if (!await session.FillAsync(Interruption.None, cancellationToken).ConfigureAwait(false))
            {
                return (Replies.AuthenticationCancelled, null);
            }
        }
    }

    /// <summary>"*" cancels; "=" is an initial response of no bytes; anything else is base64.</summary>
    private static Reply? Decode(string text, out byte[]? response)
    {
        response = null;
        if (text == "*")
        {
            return Replies.AuthenticationCancelled;
        }

        string base64 = text == "=" ? string.Empty : text;
        byte[] buffer = new byte[base64.Length];
        bool hasSpace = base64.Contains(' ', StringComparison.Ordinal);
        if (hasSpace || !Convert.TryFromBase64String(base64, buffer, out int length))
        {
            return Replies.Base64Invalid;
        }

        response = buffer[..length];
        return null;
    }
}
