using System;
using System.Net;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery.Reports;

/// <summary>
/// Who is told of what. A report goes only to a sender that is known to be the sender: one of a client that signed in
/// or whose address is one of ours. Anybody else's reverse-path may be forged, and its owner has nothing to do with the
/// message. There is none for the null reverse-path, or reports would answer each other (RFC 5321, section 4.5.5).
/// </summary>
internal sealed class ReportRules(Func<IPAddress, bool> isOurs)
{
    /// <summary>Whether the sender of a message may be told anything.</summary>
    public bool MayReport(Envelope envelope) => envelope.ReversePath.Length > 0
        && (envelope.AuthenticatedUser is not null
            || (IPAddress.TryParse(envelope.ClientAddress, out IPAddress? address) && isOurs(address)));

    /// <summary>
    /// Whether the sender wants to be told of a recipient (RFC 3461, section 4.1). Who said nothing is told of failures
    /// and delays.
    /// </summary>
    public static bool IsWanted(ReportKind kind, DeliveryNotification notify) => kind switch
    {
        ReportKind.Failed => notify == DeliveryNotification.None || Has(notify, DeliveryNotification.OnFailure),
        ReportKind.Delayed => notify == DeliveryNotification.None || Has(notify, DeliveryNotification.Delay),
        _ => Has(notify, DeliveryNotification.OnSuccess),
    };

    /// <summary>What an outcome is to be reported as, or null where it is not to be reported.</summary>
    public static ReportKind? KindOf(RecipientOutcome outcome) => outcome switch
    {
        { State: RecipientState.Failed } => ReportKind.Failed,
        { State: RecipientState.Delivered, IsNotifiedByServer: false } => ReportKind.Relayed,
        _ => null,
    };

    private static bool Has(DeliveryNotification notify, DeliveryNotification flag) =>
        (notify & flag) != 0 && (notify & DeliveryNotification.Never) == 0;
}
