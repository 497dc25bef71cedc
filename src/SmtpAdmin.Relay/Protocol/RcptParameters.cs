using System;
using System.Collections.Generic;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>What the parameters of RCPT ask of notifications: NOTIFY and ORCPT (RFC 3461, sections 4.1 and 4.2).</summary>
internal readonly record struct RcptParameters(DeliveryNotification Notify, string? OriginalRecipient)
{
    /// <returns>Null, or the reply that says what is wrong.</returns>
    public static Reply? Parse(IReadOnlyList<EsmtpParameter> parameters, out RcptParameters result)
    {
        result = default;
        foreach (EsmtpParameter parameter in parameters)
        {
            switch (parameter.Keyword)
            {
                case "NOTIFY" when TryParseNotify(parameter.Value, out DeliveryNotification notify):
                    result = result with { Notify = notify };
                    break;
                case "ORCPT" when Protocol.OriginalRecipient.TryDecode(parameter.Value, out string recipient):
                    result = result with { OriginalRecipient = recipient };
                    break;
                case "NOTIFY" or "ORCPT":
                    return Replies.ParameterSyntax;
                default:
                    return Replies.ParameterUnknown;
            }
        }

        return null;
    }

    /// <summary>notify-esmtp-value = "NEVER" / 1#notify-list-element; each at most once.</summary>
    private static bool TryParseNotify(string? value, out DeliveryNotification notify)
    {
        notify = DeliveryNotification.None;
        if (string.Equals(value, "NEVER", StringComparison.OrdinalIgnoreCase))
        {
            notify = DeliveryNotification.Never;
            return true;
        }

        foreach (string element in value?.Split(',') ?? [string.Empty])
        {
            DeliveryNotification next = element.ToUpperInvariant() switch
            {
                "SUCCESS" => DeliveryNotification.OnSuccess,
                "FAILURE" => DeliveryNotification.OnFailure,
                "DELAY" => DeliveryNotification.Delay,
                _ => DeliveryNotification.None,
            };
            if (next == DeliveryNotification.None || notify.HasFlag(next))
            {
                return false;
            }

            notify |= next;
        }

        return true;
    }
}
