using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Wire;

namespace SmtpAdmin.Core.Dns.Transports;

/// <summary>
/// Asks over one connection, made when the first question needs it and again when it has ended. A server may end it at
/// any time: a question that was left without a response is then asked on a new one (RFC 7766, section 6.2.4).
/// </summary>
/// <param name="kind">Tcp or Tls.</param>
/// <param name="open">Makes a connection.</param>
/// <param name="timeout">How long that may take.</param>
/// <param name="time">The clock.</param>
internal sealed class StreamTransport(
    DnsTransport kind, Func<CancellationToken, Task<Stream>> open, TimeSpan timeout, TimeProvider time) : IDnsTransport
{
    private const int MaxConnections = 3;

    private readonly object _lock = new();
    private Task<StreamConnection>? _connection;

    public DnsTransport Kind => kind;

    /// <inheritdoc/>
    public async Task<byte[]> ExchangeAsync(WireQuery query, CancellationToken cancellationToken)
    {
        for (int connections = 1; ; connections++)
        {
            Task<StreamConnection> connecting = Connect(out bool isNew);
            StreamConnection connection = await connecting.OrCanceled(cancellationToken).ConfigureAwait(false);
            var question = new PendingQuestion(query);
            try
            {
                return await connection.ExchangeAsync(question, cancellationToken).ConfigureAwait(false);
            }
            catch (TransportException) when (!isNew && connections < MaxConnections)
            {
                // An old connection's end says nothing about the server.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_connection is { Status: TaskStatus.RanToCompletion })
            {
                _connection.Result.Dispose();
            }
        }
    }

    // The connection is everybody's, so no single caller's token ends its making.
    private Task<StreamConnection> Connect(out bool isNew)
    {
        lock (_lock)
        {
            isNew = _connection is null
                || (_connection.IsCompleted && !(_connection.Status == TaskStatus.RanToCompletion && _connection.Result.IsOpen));
            return isNew ? _connection = OpenAsync() : _connection!;
        }
    }

    private async Task<StreamConnection> OpenAsync()
    {
        using var deadline = new Deadline(time, timeout, CancellationToken.None);
        return new StreamConnection(await open(deadline.Token).ConfigureAwait(false), time);
    }
}
