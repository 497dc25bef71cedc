using System;
using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Transports;

/// <summary>
/// A socket with a port of its own, which the system chooses at random. It lives while questions are under way on it and
/// takes a few of them: one question asked alone has its port alone, and who wants to forge answers must guess a new
/// port again and again (RFC 5452, section 9.2). Connected to the server, it is given what comes from there and nothing
/// else, and hears of it where nobody listens there.
/// </summary>
internal sealed class UdpPort : IDisposable
{
    private const int MaxQuestions = 64;

    // More than we offer to take, as some servers do not heed it.
    private const int BufferSize = 4096;

    private readonly Socket _socket;
    private readonly PendingQuestions _pending = new(MaxQuestions, isForgeable: true);

    /// <exception cref="SocketException">The server cannot be reached from here.</exception>
    public UdpPort(IPEndPoint server)
    {
        _socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            _socket.Connect(server);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>Takes a question; false where this port is used up.</summary>
    public bool TryAdd(PendingQuestion question)
    {
        if (!_pending.TryAdd(question, out bool isFirst))
        {
            return false;
        }

        if (isFirst)
        {
            _ = ReceiveAsync();
        }

        return true;
    }

    /// <summary>Sends a question that was taken and returns the response.</summary>
    public async Task<byte[]> ExchangeAsync(PendingQuestion question, CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(static state => ((PendingQuestion)state!).TrySetCanceled(), question))
        {
            try
            {
                await SendAsync(question.Query.WithId(question.Id)).ConfigureAwait(false);
                return await question.Task.ConfigureAwait(false);
            }
            finally
            {
                if (_pending.Remove(question) && _pending.CloseIfEmpty())
                {
                    Dispose();
                }
            }
        }
    }

    /// <summary>Ends the port; questions under way fail.</summary>
    public void Dispose() => _socket.Dispose();

#if NETSTANDARD2_0
    private Task<int> SendAsync(byte[] message) => _socket.SendAsync(new ArraySegment<byte>(message), SocketFlags.None);

    private Task<int> ReceiveAsync(byte[] buffer) =>
        _socket.ReceiveAsync(new ArraySegment<byte>(buffer), SocketFlags.None);
#else
    private ValueTask<int> SendAsync(byte[] message) => _socket.SendAsync(message.AsMemory(), SocketFlags.None);

    private ValueTask<int> ReceiveAsync(byte[] buffer) => _socket.ReceiveAsync(buffer.AsMemory(), SocketFlags.None);
#endif

    private async Task ReceiveAsync()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (!_pending.CloseIfEmpty())
            {
                int count = await ReceiveAsync(buffer).ConfigureAwait(false);
                _pending.Deliver(buffer.AsSpan(0, count));
            }
        }
        catch (Exception failure) when (TransportException.IsCausedBy(failure))
        {
            _pending.Close(failure);
        }
        finally
        {
            _socket.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
