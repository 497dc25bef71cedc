using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Finds where the status stands in an object: a reply, or else a text.</summary>
internal static class StatusSources
{
    /// <summary>The replies or texts of an object; one object may have several, a send result one for each recipient.</summary>
    public static IEnumerable<object> Of(object value) => value switch
    {
        SmtpReply reply => [reply],
        RecipientResult recipient => Of(recipient),
        SmtpSendResult result => Of(result),
        RelayMessage message => Of(message),
        ErrorRecord error => OfError(error.Exception, error.TargetObject),
        Exception exception => OfError(exception, target: null),
        _ => [string.Format(CultureInfo.InvariantCulture, "{0}", value)],
    };

    private static IEnumerable<object> Of(RecipientResult recipient) =>
        recipient.Reply is { } reply ? [reply] : recipient.Failure is { } failure ? [failure] : [];

    private static List<object> Of(SmtpSendResult result)
    {
        List<object> refused =
        [
            .. result.Recipients.Where(recipient => recipient.Status != RecipientStatus.Accepted).SelectMany(Of).Distinct(),
        ];
        return refused.Count > 0 ? refused
            : result.Reply is { } reply ? [reply]
            : [$"{result.Error}"];
    }

    // What a relay could not deliver has its replies; what it keeps may be a bounce (RFC 3464), whose text has them.
    private static List<object> Of(RelayMessage message)
    {
        List<object> replies = [.. message.Recipients.SelectMany(Of).Distinct()];
        return replies.Count > 0 ? replies : [Encoding.UTF8.GetString(message.Raw)];
    }

    private static List<object> OfError(Exception exception, object? target) =>
        exception is SmtpAdminException { Reply: { } reply } ? [reply]
        : target is SmtpSendResult result ? Of(result)
        : [exception.Message];
}
