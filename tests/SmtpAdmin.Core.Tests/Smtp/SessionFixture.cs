using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

/// <summary>Options and openers that the tests of sessions share.</summary>
internal static class SessionFixture
{
    public static NetworkCredential Credential { get; } = new("anna", "s3cret");

    public static SmtpConnectionOptions Options(this ScriptedServer server) => new()
    {
        Server = new SmtpEndpoint(server.Host, server.Port),
        Security = SmtpSecurity.None,
        LocalName = "client.example",
        Timeouts = SmtpTimeouts.FromSeconds(8),
    };

    public static SmtpConnectionOptions Options(this ScriptedServer server, SmtpSecurity security) =>
        server.Options() with { Security = security };

    public static ScriptedServer Greet(this ScriptedServer server, params string[] keywords)
    {
        server.Reply("220 mx.example ESMTP");
        return server.AnswerEhlo(keywords);
    }

    public static ScriptedServer AnswerEhlo(this ScriptedServer server, params string[] keywords)
    {
        string[] lines = Array.ConvertAll(keywords, keyword => "250-" + keyword);
        return server.Expect("EHLO client.example").Reply(["250-mx.example", .. lines, "250 HELP"]);
    }

    /// <summary>Sends a stream as one message.</summary>
    public static Task<TransactionResult> SendAsync(
        this SmtpSession session,
        string reversePath,
        IReadOnlyList<string> recipients,
        Stream content,
        long size,
        bool is8Bit,
        CancellationToken cancellationToken)
    {
        var envelope = new SmtpEnvelope
        {
            ReversePath = reversePath,
            Recipients = recipients,
            Size = size,
            Is8Bit = is8Bit,
        };
        return session.SendAsync(envelope, content.CopyToAsync, cancellationToken);
    }

    public static Task<SmtpSession> OpenAsync(SmtpConnectionOptions options) =>
        SmtpSession.OpenAsync(options, TestContext.Current.CancellationToken);

    public static async Task<SmtpAdminException> OpenFailsAsync(SmtpConnectionOptions options, ErrorKind kind)
    {
        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => OpenAsync(options));
        Assert.True(kind == failure.Kind, $"Expected {kind}, got {failure.Kind}: {failure.Message}");
        return failure;
    }
}
