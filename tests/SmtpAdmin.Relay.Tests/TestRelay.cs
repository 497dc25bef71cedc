using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Relay.Listening;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests;

/// <summary>A relay in capture mode on a free loopback port, for one test.</summary>
internal sealed class TestRelay : IAsyncDisposable
{
    public const string User = "user";

    public const string Password = "p\u00E4ss word";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(15);

    private TestRelay(RelayServer server, CaptureStore captured)
    {
        Server = server;
        Captured = captured;
    }

    public RelayServer Server { get; }

    public CaptureStore Captured { get; }

    public IPEndPoint EndPoint => Server.EndPoint;

    public static RelayOptions Options { get; } = new() { Name = "test", HostName = "relay.test" };

    /// <summary>Options with a certificate and one user.</summary>
    public static RelayOptions SecureOptions { get; } = Options with
    {
        Certificate = SelfSignedCertificate.Create("relay.test", DateTimeOffset.UtcNow),
        Users = [new NetworkCredential(User, Password)],
    };

    public static TestRelay Start(
        RelayOptions? options = null, TimeProvider? time = null, Func<IMessageStore, IMessageStore>? decorate = null)
    {
        var captured = new CaptureStore(maximumMessages: 1000);
        IMessageStore store = decorate?.Invoke(captured) ?? captured;
        return new TestRelay(RelayServer.Start(options ?? Options, store, time), captured);
    }

    public Task<SmtpConversation> GreetAsync() => SmtpConversation.GreetAsync(EndPoint);

    /// <summary>A conversation that has said EHLO.</summary>
    public async Task<SmtpConversation> HelloAsync()
    {
        SmtpConversation conversation = await GreetAsync();
        await conversation.SendExpectAsync("EHLO client.test", "250 ");
        return conversation;
    }

    /// <summary>A conversation in which DATA was answered with 354.</summary>
    public async Task<SmtpConversation> DataAsync()
    {
        SmtpConversation conversation = await HelloAsync();
        await conversation.SendExpectAsync("MAIL FROM:<a@client.test>", "250 2.1.0 ");
        await conversation.SendExpectAsync("RCPT TO:<b@relay.test>", "250 2.1.5 ");
        await conversation.SendExpectAsync("DATA", "354 ");
        return conversation;
    }

    /// <summary>Waits for the next message and gives it back, with its content as the client sent it.</summary>
    public async Task<(CapturedMessage Message, string Content)> CapturedAsync()
    {
        IReadOnlyList<CapturedMessage> messages = await Captured.WaitAsync(
            _ => true, 1, s_deadline, TestContext.Current.CancellationToken);
        return (messages[0], ContentOf(messages[0]));
    }

    /// <summary>What stands behind the relay's own Received field; bytes as Latin-1 characters.</summary>
    public static string ContentOf(CapturedMessage message)
    {
        int start = message.Raw.Length - (int)message.Size;
        string received = Encoding.Latin1.GetString(message.Raw, 0, start);
        Assert.Matches(@"\AReceived: from [^\r\n]+\r\n\tby [^\r\n]+\r\n\t[^\r\n]+\r\n\z", received);
        return Encoding.Latin1.GetString(message.Raw, start, (int)message.Size);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
