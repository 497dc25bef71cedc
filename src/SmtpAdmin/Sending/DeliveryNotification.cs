using System;

namespace SmtpAdmin;

/// <summary>When the sender is notified of a message's delivery (RFC 3461, section 4.1).</summary>
[Flags]
public enum DeliveryNotification
{
    /// <summary>The message asks for nothing; servers then notify of failures.</summary>
    None = 0,

    /// <summary>Notify when the message was delivered.</summary>
    OnSuccess = 1,

    /// <summary>Notify when the message could not be delivered.</summary>
    OnFailure = 2,

    /// <summary>Notify when the delivery is delayed.</summary>
    Delay = 4,

    /// <summary>Never notify, not even of a failure.</summary>
    Never = 0x08000000,
}
