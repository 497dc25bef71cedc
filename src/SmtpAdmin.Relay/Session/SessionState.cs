using System;

namespace SmtpAdmin.Relay.Session;

/// <summary>Where a session is (RFC 5321, section 4.1.4); as flags, so that a rule can name several.</summary>
[Flags]
internal enum SessionState
{
    /// <summary>EHLO or HELO has yet to come; also after STARTTLS.</summary>
    Connected = 1,

    /// <summary>No mail transaction is open.</summary>
    Ready = 2,

    /// <summary>MAIL was accepted.</summary>
    SenderGiven = 4,

    /// <summary>At least one RCPT was accepted.</summary>
    RecipientGiven = 8,

    Transaction = SenderGiven | RecipientGiven,

    Greeted = Ready | Transaction,

    Any = Connected | Greeted,
}
