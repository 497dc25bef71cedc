using System;
using System.Threading.Tasks;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending;

/// <summary>A server, the options that lead to it, and the parts that most scripts share.</summary>
public abstract class MessageSenderFixture : IAsyncDisposable
{
    internal static readonly MessageDraft Draft = new()
    {
        From = "anna@example.com",
        To = ["bert@example.net"],
        Subject = "Report",
        Text = "Hello",
    };

    protected ScriptedServer Server { get; } = new();

    internal SmtpConnectionOptions Options => new()
    {
        Server = new SmtpEndpoint(Server.Host, Server.Port),
        LocalName = "client.example.com",
        Timeouts = SmtpTimeouts.FromSeconds(8),
    };

    internal SmtpConnectionOptions Impatient
    {
        get
        {

            return Options with { Timeouts = SmtpTimeouts.FromSeconds(0.3) };
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends one message over a connection of its own and ends the script.</summary>
    internal async Task<SendOutcome> SendAsync(MessageDraft draft, SmtpConnectionOptions? options = null)
    {
        SendOutcome outcome;
        await using (var sender = new MessageSender(options ?? Options))
        {
            outcome = await sender.SendAsync(draft, TestContext.Current.CancellationToken);
        }

        await Server.VerifyAsync();
        return outcome;
    }

    protected ScriptedServer Greet(params string[] extensions)
    {
        Server.Reply("220 mail.example.net ESMTP").Expect("EHLO client.example.com");
        return Server.Reply(EhloReply(extensions));
    }

    protected static string[] EhloReply(params string[] extensions)
    {
        string[] lines = ["mail.example.net", .. extensions];
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = (i == lines.Length - 1 ? "250 " : "250-") + lines[i];
        }

        return lines;
    }

    /// <summary>MAIL and RCPT for each recipient, all accepted.</summary>
    protected ScriptedServer TakeEnvelope(params string[] recipients)
    {
        Server.Expect("MAIL FROM:<anna@example.com>*").Reply("250 2.1.0 OK");
        foreach (string recipient in recipients)
        {
            Server.Expect($"RCPT TO:<{recipient}>*").Reply("250 2.1.5 OK");
        }

        return Server;
    }

    protected ScriptedServer TakeContent() => Server
        .Expect("DATA").Reply("354 Go ahead")
        .ExpectContent().Reply("250 2.0.0 Queued as 17");

    protected ScriptedServer TakeMessage()
    {
        TakeEnvelope("bert@example.net");
        return TakeContent();
    }
}
