using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Writes an envelope as commands: MAIL, RCPT for each recipient, DATA (RFC 5321, section 3.3).</summary>
internal static class EnvelopeCommands
{
    /// <exception cref="SmtpAdminException">AddressInvalid: a path cannot carry one of the mailboxes.</exception>
    public static List<string> Create(SmtpEnvelope envelope, SessionExtensions extensions)
    {
        DsnParameters? dsn = extensions.DeliveryStatus ? envelope.DeliveryStatus : null;
        var commands = new List<string>(envelope.Recipients.Count + 2) { Mail(envelope, extensions, dsn) };
        for (int index = 0; index < envelope.Recipients.Count; index++)
        {
            string recipient = envelope.Recipients[index];
            commands.Add($"RCPT TO:{SmtpPath.Format(recipient)}{dsn?.ForRecipient(index, recipient)}");
        }

        commands.Add("DATA");
        return commands;
    }

    private static string Mail(SmtpEnvelope envelope, SessionExtensions extensions, DsnParameters? dsn)
    {
        string command = $"MAIL FROM:{SmtpPath.Format(envelope.ReversePath)}";
        if (envelope.Size > 0 && extensions.Size)
        {
            command += FormattableString.Invariant($" SIZE={envelope.Size}");
        }

        if (envelope.Is8Bit && extensions.EightBitMime)
        {
            command += " BODY=8BITMIME";
        }

        return (envelope.NeedsSmtpUtf8 ? $"{command} SMTPUTF8" : command) + dsn?.ForMail();
    }
}
