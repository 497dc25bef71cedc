namespace SmtpAdmin.Core.Smtp;

/// <summary>The command at which a server refused a whole message.</summary>
internal enum RefusedCommand
{
    /// <summary>None: the message was taken for one recipient at least, or no reply decided on it.</summary>
    None,

    /// <summary>MAIL: the sender, or the client.</summary>
    Mail,

    /// <summary>RCPT: every recipient.</summary>
    Recipient,

    /// <summary>DATA, or the message's end.</summary>
    Data,
}
