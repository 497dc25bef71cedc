using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>
/// A mail server on the loopback that takes many connections at once, counts what is done over them, and answers as a
/// test says.
/// </summary>
internal sealed class SendServer : IAsyncDisposable
{
    /// <summary>Stands for a new connection, which is answered by the greeting.</summary>
    public const string Greeting = "(greeting)";

    /// <summary>Stands for the dot that ends a message.</summary>
    public const string Dot = "(dot)";

    /// <summary>The answer that closes the connection instead.</summary>
    public const string Close = "(close)";

    /// <summary>The answer that says nothing, until the client goes.</summary>
    public const string Silence = "(silence)";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<(int Connection, string Line)> _commands = new();
    private readonly ConcurrentQueue<string> _contents = new();
    private readonly Task _run;
    private int _connections;
    private int _open;
    private int _inUse;
    private int _mostInUse;

    public SendServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _run = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>For STARTTLS, which is offered with it.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What EHLO announces beside STARTTLS.</summary>
    public string[] Extensions { get; init; } = ["PIPELINING", "8BITMIME", "SMTPUTF8", "DSN"];

    /// <summary>What EHLO announces under TLS instead, for example AUTH.</summary>
    public string[]? ExtensionsUnderTls { get; init; }

    /// <summary>The answer to a command on the connection of a number from 1; null for the usual one.</summary>
    public Func<string, int, string?> Answer { get; init; } = static (_, _) => null;

    /// <summary>What a command waits for before it is answered.</summary>
    public Func<string, Task> Wait { get; init; } = static _ => Task.CompletedTask;

    public int Connections => Volatile.Read(ref _connections);

    public int Open => Volatile.Read(ref _open);

    /// <summary>The highest number of connections that were open at once and had not been told QUIT.</summary>
    public int MostInUse => Volatile.Read(ref _mostInUse);

    /// <summary>Every command so far, in order.</summary>
    public IReadOnlyList<string> Commands => [.. _commands.Select(command => command.Line)];

    /// <summary>The messages so far, each with its final dot.</summary>
    public IReadOnlyList<string> Contents => [.. _contents];

    public int Count(string verb) => Commands.Count(line => line.StartsWith(verb, StringComparison.OrdinalIgnoreCase));

    /// <summary>How often a command came on each connection, by its number.</summary>
    public IReadOnlyDictionary<int, int> CountByConnection(string verb) => _commands
        .Where(command => command.Line.StartsWith(verb, StringComparison.OrdinalIgnoreCase))
        .GroupBy(command => command.Connection)
        .ToDictionary(group => group.Key, group => group.Count());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _run;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> sessions = [];
        try
        {
            while (true)
            {
                sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        int number = Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _open);
        int inUse = Interlocked.Increment(ref _inUse);
        while (Volatile.Read(ref _mostInUse) is var most && inUse > most)
        {
            Interlocked.CompareExchange(ref _mostInUse, inUse, most);
        }

        try
        {
            using (client)
            {
                var session = new SendServerSession(client.GetStream(), line => AnswerAsync(line, number), _contents.Enqueue);
                await session.RunAsync(this, _stop.Token);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException
            or AuthenticationException)
        {
            // The client went, does not trust the certificate, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task<string?> AnswerAsync(string line, int connection)
    {
        // The client may open the next connection when it has read the answer, before this end has closed.
        if (line == "QUIT")
        {
            Interlocked.Decrement(ref _inUse);
        }

        _commands.Enqueue((connection, line));
        await Wait(line).WaitAsync(_stop.Token);
        return Answer(line, connection);
    }
}
