using System;
using System.Globalization;
using System.Text;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>Writes the trace field that the relay puts before a message (RFC 5321, section 4.4).</summary>
internal static class ReceivedField
{
    /// <summary>The field's lines, each ended by CRLF.</summary>
    public static byte[] Create(Envelope envelope, string hostName, bool isExtended)
    {
        string date = envelope.ReceivedAt.ToUniversalTime()
            .ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        string protocol = isExtended ? ExtendedProtocol(envelope) : "SMTP";
        return Encoding.ASCII.GetBytes(
            $"Received: from {Sanitize(envelope.ClientName)} ([{AddressLiteral(envelope.ClientAddress)}])\r\n"
            + $"\tby {Sanitize(hostName)} with {protocol} id {envelope.Id};\r\n"
            + $"\t{date}\r\n");
    }

    /// <summary>The names of RFC 3848, and of RFC 6531, section 4.3 for a message with SMTPUTF8.</summary>
    private static string ExtendedProtocol(Envelope envelope)
    {
        string name = envelope.IsUtf8 ? "UTF8SMTP" : "ESMTP";
        return name + (envelope.IsEncrypted ? "S" : string.Empty) + (envelope.AuthenticatedUser is null ? "" : "A");
    }

    private static string AddressLiteral(string address)
    {
        string text = Sanitize(address);
        return text.Contains(':', StringComparison.Ordinal) ? "IPv6:" + text : text;
    }

    /// <summary>
    /// Leaves what domains and address literals are made of, so that a client's name cannot add to the field.
    /// </summary>
    private static string Sanitize(string text)
    {
        return string.Create(text.Length, text, static (result, source) =>
        {
            for (int index = 0; index < source.Length; index++)
            {
                char value = source[index];
                bool isPlain = char.IsAsciiLetterOrDigit(value) || value is '.' or '-' or '_' or ':' or '[' or ']';
                result[index] = isPlain ? value : '?';
            }
        });
    }
}
