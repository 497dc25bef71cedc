using SmtpAdmin.Testing.Servers;

namespace SmtpAdmin.Relay.Tests.Delivery;

/// <summary>The parts of a dialogue that most delivery tests share.</summary>
internal static class SmartHostScript
{
    public static ScriptedServer Greet(this ScriptedServer server) => server
        .Reply("220 smart.example.com")
        .Expect("EHLO relay.example.org").Reply("250-smart.example.com", "250 8BITMIME");

    public static ScriptedServer TakeEnvelope(this ScriptedServer server) => server
        .Expect("MAIL FROM:<sender@example.org>*").Reply("250 2.1.0 Ok")
        .Expect("RCPT TO:<*>").Reply("250 2.1.5 Ok")
        .Expect("DATA").Reply("354 Go on")
        .ExpectContent();

    /// <summary>Takes a report: the null reverse-path, to the sender that the tests use.</summary>
    public static ScriptedServer TakeReport(this ScriptedServer server) => server
        .Expect("MAIL FROM:<>*").Reply("250 2.1.0 Ok")
        .Expect("RCPT TO:<sender@example.org>").Reply("250 2.1.5 Ok")
        .Expect("DATA").Reply("354 Go on")
        .ExpectContent().Reply("250 2.0.0 Ok");

    public static ScriptedServer TakeMessage(this ScriptedServer server) => server.TakeEnvelope().Reply("250 2.0.0 Ok");
}
