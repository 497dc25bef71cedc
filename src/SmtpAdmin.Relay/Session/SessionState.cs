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

    /// <summary>A chunk was accepted that was not the last (RFC 3030, section 2).</summary>
    Chunking = 16,

    /// <summary>Recipients may come.</summary>
    Transaction = SenderGiven | RecipientGiven,

    InTransaction = Transaction | Chunking,

    Greeted = Ready | InTransaction,

    Any = Connected | Greeted,
}
