using System;

namespace SmtpAdmin.Core.Smtp;

/// <summary>How long each step of a dialogue may take; the defaults are those of RFC 5321, section 4.5.3.2.</summary>
internal sealed record SmtpTimeouts
{
    /// <summary>Looking up the name, and then connecting to any of its addresses.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The TLS handshake, the judgement on the certificate included.</summary>
    public TimeSpan Tls { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The server's greeting (section 4.5.3.2.1): a busy server accepts first and greets later.</summary>
    public TimeSpan Greeting { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Sending commands, and the reply to each (sections 4.5.3.2.2 and 4.5.3.2.3).</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The reply to DATA (section 4.5.3.2.4).</summary>
    public TimeSpan DataInitiation { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Sending one block of a message (section 4.5.3.2.5).</summary>
    public TimeSpan DataBlock { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// The reply to the message's end (section 4.5.3.2.6): who gives up earlier sends again what the server has taken.
    /// </summary>
    public TimeSpan DataEnd { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The same time for each step.</summary>
    public static SmtpTimeouts FromSeconds(double seconds) => All(TimeSpan.FromSeconds(seconds));

    /// <summary>The same time for each step.</summary>
    public static SmtpTimeouts All(TimeSpan each) => new()
    {
        Connect = each,
        Tls = each,
        Greeting = each,
        Command = each,
        DataInitiation = each,
        DataBlock = each,
        DataEnd = each,
    };
}
