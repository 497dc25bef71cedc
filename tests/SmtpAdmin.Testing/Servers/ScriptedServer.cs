using System;
using System.Collections.Generic;
using System.IO.Enumeration;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Testing.Servers;

/// <summary>
/// A mail server on the loopback that follows a script: <c>server.Reply("220 x").Expect("EHLO *").Reply("250 x")</c>.
/// Write the whole script before the client connects; end the test with <see cref="VerifyAsync"/>. After the last step
/// it answers QUIT and counts any other input as a failure.
/// </summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private static readonly TimeSpan s_stepDeadline = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Transcript _transcript = new();
    private readonly List<List<ScriptStep>> _scripts = [[]];
    private readonly List<string> _commands = [];
    private readonly List<byte[]> _contents = [];
    private readonly Task _run;

    public ScriptedServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _run = Task.Run(RunAsync);
    }

    public string Host { get; } = "127.0.0.1";

    public int Port { get; }

    /// <summary>The command lines received, in order; read it after <see cref="VerifyAsync"/>.</summary>
    public IReadOnlyList<string> Commands => _commands;

    /// <summary>What each <see cref="ExpectContent"/> received, the end CRLF.CRLF included.</summary>
    public IReadOnlyList<byte[]> Contents => _contents;

    /// <summary>
    /// Reads a line that must fit the pattern, where * stands for anything; case does not matter. The empty pattern is
    /// the empty line.
    /// </summary>
    public ScriptedServer Expect(string pattern) => Add($"expect '{pattern}'", async (connection, token) =>
    {
        string? line = await connection.ReadLineAsync(token);
        _commands.Add(line ?? "(closed)");
        bool matches = pattern.Length == 0
            ? line?.Length == 0
            : line is not null && FileSystemName.MatchesSimpleExpression(pattern, line);
        Assert.True(matches, $"Expected '{pattern}', got '{line}'.");
    });

    /// <summary>Reads a message's content up to its end.</summary>
    public ScriptedServer ExpectContent() => Add("expect content", async (connection, token) =>
        _contents.Add(await connection.ReadContentAsync(token)));

    /// <summary>Sends lines, each with CRLF.</summary>
    public ScriptedServer Reply(params string[] lines) => SendRaw(string.Concat(lines.Select(line => line + "\r\n")));

    /// <summary>Sends text as it stands, in one write.</summary>
    public ScriptedServer SendRaw(string text) => SendRaw(Encoding.UTF8.GetBytes(text));

    public ScriptedServer SendRaw(byte[] bytes) =>
        Add("send", (connection, token) => connection.SendAsync(bytes, token));

    /// <summary>Makes the TLS handshake; it must succeed.</summary>
    public ScriptedServer UpgradeToTls(X509Certificate2 certificate) => Add(
        "upgrade to TLS", (connection, token) => connection.StartTlsAsync(certificate, token));

    /// <summary>Makes the TLS handshake with the authority's certificate after the server's own.</summary>
    public ScriptedServer UpgradeToTls(X509Certificate2 certificate, X509Certificate2 authority) => Add(
        "upgrade to TLS", (connection, token) => connection.StartTlsAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, [authority], offline: true),
            },
            token));

    /// <summary>Makes the TLS handshake, which the client may break off: then the script ends there.</summary>
    public ScriptedServer OfferTls(X509Certificate2 certificate) => Add("offer TLS", async (connection, token) =>
    {
        try
        {
            await connection.StartTlsAsync(certificate, token);
        }
        catch (Exception failure) when (ScriptConnection.IsConnectionFailure(failure))
        {
            _transcript.Add("--", "no TLS: " + failure.Message);
        }
    });

    /// <summary>
    /// Makes the TLS handshake and demands a certificate of the client, which must be the one given; null takes none.
    /// Where either side breaks off, the script goes on with the connection gone.
    /// </summary>
    public ScriptedServer DemandClientCertificate(
        X509Certificate2 certificate, X509Certificate2? expected, SslProtocols protocols) =>
        Add("demand a client certificate", async (connection, token) =>
        {
            var options = new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ClientCertificateRequired = true,
                EnabledSslProtocols = protocols,
                RemoteCertificateValidationCallback = (_, shown, _, _) =>
                    expected is not null && shown?.GetCertHashString() == expected.Thumbprint,
            };
            try
            {
                await connection.StartTlsAsync(options, token);
            }
            catch (Exception failure) when (ScriptConnection.IsConnectionFailure(failure))
            {
                _transcript.Add("--", "no TLS: " + failure.Message);
                connection.Dispose();
            }
        });

    public ScriptedServer Delay(TimeSpan time) => Add("delay", (_, token) => Task.Delay(time, token));

    /// <summary>Waits for another task, for example for something that the test does.</summary>
    public ScriptedServer WaitFor(Task task) => Add("wait", (_, token) => task.WaitAsync(token));

    /// <summary>Does something in the test when the script comes to this point.</summary>
    public ScriptedServer Do(Action action) => Add("act", (_, token) => Task.Run(action, token));

    /// <summary>Resets the connection.</summary>
    public ScriptedServer Drop() => Add("drop", (connection, _) =>
    {
        connection.Drop();
        return Task.CompletedTask;
    });

    /// <summary>Closes the connection in order.</summary>
    public ScriptedServer Close() => Add("close", (connection, _) =>
    {
        connection.Dispose();
        return Task.CompletedTask;
    });

    /// <summary>Says nothing more until the client goes; what it sends is read and ignored.</summary>
    public ScriptedServer Hang() => Add("hang", async (connection, _) =>
    {
        while (await connection.ReadLineAsync(_stop.Token) is not null)
        {
        }
    });

    /// <summary>Ends the script of this connection; what follows is for the next one.</summary>
    public ScriptedServer NextConnection()
    {
        _scripts.Add([]);
        return this;
    }

    /// <summary>Waits for the script's end; fails, with the transcript, where the client did not keep to it.</summary>
    public async Task VerifyAsync()
    {
        try
        {
            await _run.WaitAsync(s_stepDeadline);
        }
        catch (Exception failure)
        {
            Assert.Fail($"{failure.Message}{Environment.NewLine}{_transcript}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _run.ContinueWith(static _ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    /// <summary>Returns what went over the wire so far.</summary>
    public override string ToString() => _transcript.ToString();

    private ScriptedServer Add(string description, Func<ScriptConnection, CancellationToken, Task> run)
    {
        _scripts[^1].Add(new ScriptStep(description, run));
        return this;
    }

    private async Task RunAsync()
    {
        for (int index = 0; index < _scripts.Count; index++)
        {
            Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
            using var connection = new ScriptConnection(socket, _transcript);
            foreach (ScriptStep step in _scripts[index])
            {
                await RunStepAsync(step, connection);
            }

            await DrainAsync(connection);
        }
    }

    private async Task RunStepAsync(ScriptStep step, ScriptConnection connection)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        deadline.CancelAfter(s_stepDeadline);
        try
        {
            await step.RunAsync(connection, deadline.Token);
        }
        catch (Exception failure) when (step.Description == "hang" && ScriptConnection.IsConnectionFailure(failure))
        {
            _transcript.Add("--", "the client is gone");
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"Step '{step.Description}': {failure.Message}", failure);
        }
    }

    private async Task DrainAsync(ScriptConnection connection)
    {
        try
        {
            while (await connection.ReadLineAsync(_stop.Token) is { } line)
            {
                _commands.Add(line);
                Assert.True(line.Equals("QUIT", StringComparison.OrdinalIgnoreCase), $"Unscripted input: '{line}'.");
                await connection.SendAsync("221 Bye\r\n"u8.ToArray(), _stop.Token);
            }
        }
        catch (Exception failure) when (ScriptConnection.IsConnectionFailure(failure))
        {
            _transcript.Add("--", "the client is gone");
        }
    }
}
