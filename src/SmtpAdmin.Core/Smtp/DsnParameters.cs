using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SmtpAdmin.Core.Smtp;

/// <summary>The parameters of MAIL and RCPT that ask for delivery status notifications (RFC 3461, section 4).</summary>
internal sealed record DsnParameters
{
    /// <summary>FULL or HDRS; null leaves it to the server.</summary>
    public string? Return { get; init; }

    /// <summary>The envelope identifier, not encoded; null for none.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>NEVER, or a list of SUCCESS, FAILURE and DELAY; null leaves it to the server.</summary>
    public string? Notify { get; init; }

    /// <summary>What each recipient has of its own, in the order of the envelope; null where all are alike.</summary>
    public IReadOnlyList<RecipientDsnParameters>? Recipients { get; init; }

    /// <summary>What follows MAIL's other parameters.</summary>
    public string ForMail() =>
        (Return is null ? string.Empty : $" RET={Return}")
        + (EnvelopeId is null ? string.Empty : $" ENVID={ToXtext(EnvelopeId)}");

    /// <summary>What follows the path of the recipient in that place of the envelope.</summary>
    public string ForRecipient(int index, string mailbox)
    {
        if (Recipients is null)
        {
            return ForRecipient(mailbox);
        }

        RecipientDsnParameters own = Recipients[index];
        return (own.Notify is null ? string.Empty : $" NOTIFY={own.Notify}")
            + (own.OriginalRecipient is null ? string.Empty : $" ORCPT={ToXtext(own.OriginalRecipient)}");
    }

    /// <summary>The value of RET (RFC 3461, section 4.3), or null.</summary>
    public static string? ReturnOf(DeliveryReturn content) => content switch
    {
        DeliveryReturn.Full => "FULL",
        DeliveryReturn.Headers => "HDRS",
        _ => null,
    };

    /// <summary>The value of NOTIFY, or null.</summary>
    // notify-esmtp-value = "NEVER" / 1#notify-list-element (RFC 3461, section 4.1)
    public static string? NotifyOf(DeliveryNotification when)
    {
        if ((when & DeliveryNotification.Never) != 0)
        {
            return "NEVER";
        }

        var list = new List<string>(3);
        Add(DeliveryNotification.OnSuccess, "SUCCESS");
        Add(DeliveryNotification.OnFailure, "FAILURE");
        Add(DeliveryNotification.Delay, "DELAY");
        return list.Count == 0 ? null : string.Join(",", list);

        void Add(DeliveryNotification flag, string word)
        {
            if ((when & flag) != 0)
            {
                list.Add(word);
            }
        }
    }

    // ORCPT keeps the address that a notification names, whatever rewrites it.
    private string ForRecipient(string mailbox)
    {
        if (Notify is null)
        {
            return string.Empty;
        }

        // The type utf-8 (RFC 6533, section 3) is for addresses that are not ASCII, and is left out here.
        return SmtpPath.IsAscii(mailbox) ? $" NOTIFY={Notify} ORCPT=rfc822;{ToXtext(mailbox)}" : $" NOTIFY={Notify}";
    }

    // xtext = *( xchar / hexchar ); xchar = %d33-126 but "+" and "="; hexchar = "+" two hexadecimal digits
    private static string ToXtext(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            if (value is >= (byte)'!' and <= (byte)'~' and not (byte)'+' and not (byte)'=')
            {
                result.Append((char)value);
            }
            else
            {
                result.Append('+').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }
}
