using System.Collections.Generic;

namespace SmtpAdmin.Core.Smtp;

/// <summary>What a mail transaction says before the content: MAIL and RCPT with their parameters.</summary>
internal sealed record SmtpEnvelope
{
    /// <summary>The sender without angle brackets; empty for the null reverse-path.</summary>
    public required string ReversePath { get; init; }

    /// <summary>The recipients without angle brackets.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The content's size in bytes (RFC 1870), or 0 where it is not known.</summary>
    public long Size { get; init; }

    /// <summary>Whether the body holds bytes above 127: BODY=8BITMIME (RFC 6152).</summary>
    public bool Is8Bit { get; init; }

    /// <summary>Whether the header holds bytes above 127: SMTPUTF8 (RFC 6531), whatever the addresses are.</summary>
    public bool HasUtf8Header { get; init; }

    /// <summary>Delivery status notifications to ask for where the server offers DSN; null asks for none.</summary>
    public DsnParameters? DeliveryStatus { get; init; }

    /// <summary>Whether the transaction needs SMTPUTF8, for its addresses or its header.</summary>
    public bool NeedsSmtpUtf8
    {
        get
        {
            bool isAscii = !HasUtf8Header && SmtpPath.IsAscii(ReversePath);
            for (int i = 0; isAscii && i < Recipients.Count; i++)
            {
                isAscii = SmtpPath.IsAscii(Recipients[i]);
            }

            return !isAscii;
        }
    }
}
