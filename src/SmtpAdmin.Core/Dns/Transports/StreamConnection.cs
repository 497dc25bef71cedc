using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.IO.Pipelines;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Dns.Transports;

/// <summary>
/// One connection, on which questions go out without waiting for the responses to others, which come in any order
/// (RFC 7766, sections 6.2.1.1 and 7). It ends after a while without a question.
/// </summary>
internal sealed class StreamConnection : IDisposable
{
    private const int LengthSize = 2;

    // Shorter than servers keep an idle connection, so that it is not they who end it (RFC 7766, section 6.2.3).
    private static readonly TimeSpan s_idleTime = TimeSpan.FromSeconds(5);

    private readonly Stream _stream;
    private readonly PendingQuestions _pending = new(int.MaxValue, isForgeable: false);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ITimer _idleTimer;
    private long _asked;
    private long _askedBefore;
    private long _received;

    public StreamConnection(Stream stream, TimeProvider time)
    {
        _stream = stream;
        _idleTimer = time.CreateTimer(
            static state => ((StreamConnection)state!).EndIfIdle(), this, s_idleTime, s_idleTime);
        _ = ReceiveAsync();
    }

    public bool IsOpen => !_pending.IsClosed;

    /// <summary>Asks a question.</summary>
    /// <exception cref="TransportException">The connection ended.</exception>
    public async Task<byte[]> ExchangeAsync(PendingQuestion question, CancellationToken cancellationToken)
    {
        if (!_pending.TryAdd(question, out _))
        {
            throw new TransportException("The connection to the name server ended.");
        }

        Interlocked.Increment(ref _asked);
        long received = Interlocked.Read(ref _received);
        using (cancellationToken.Register(static state => ((PendingQuestion)state!).TrySetCanceled(), question))
        {
            try
            {
                _ = WriteAsync(question);
                return await question.Task.ConfigureAwait(false);
            }
            finally
            {
                // Where nothing at all came since, the connection may be dead without anybody having said so.
                if (_pending.Remove(question) && received == Interlocked.Read(ref _received))
                {
                    Dispose();
                }
            }
        }
    }

    /// <summary>Ends the connection; questions under way fail.</summary>
    public void Dispose() => End(new TransportException("The connection to the name server was ended."));

    private void End(Exception failure)
    {
        _idleTimer.Dispose();
        _stream.Dispose();
        _pending.Close(failure);
    }

    private void EndIfIdle()
    {
        long asked = Interlocked.Read(ref _asked);
        if (asked == _askedBefore && _pending.CloseIfEmpty())
        {
            Dispose();
        }

        _askedBefore = asked;
    }

    // Half a frame would spoil the connection for the others: a write that has begun goes on though its question is given
    // up, and ends with the connection at the latest.
    private async Task WriteAsync(PendingQuestion question)
    {
        await _writing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (!question.Task.IsCompleted)
            {
                byte[] frame = Frame(question.Query.WithId(question.Id));
                await StreamBytes.WriteAsync(_stream, frame, frame.Length, CancellationToken.None)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception error) when (TransportException.IsCausedBy(error))
        {
            End(TransportException.From(error));
        }
        finally
        {
            _writing.Release();
        }
    }

    // RFC 1035, section 4.2.2: each message stands behind its length in two bytes, both in one segment (RFC 7766,
    // section 8).
    private static byte[] Frame(byte[] message)
    {
        byte[] frame = new byte[LengthSize + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
        message.CopyTo(frame, LengthSize);
        return frame;
    }

    private async Task ReceiveAsync()
    {
        Exception failure = new TransportException("The name server ended the connection.");
        PipeReader reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            ReadResult result;
            do
            {
                result = await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                ReadOnlySequence<byte> buffer = result.Buffer;
                while (TryTake(ref buffer, out byte[] message))
                {
                    Interlocked.Increment(ref _received);
                    _pending.Deliver(message);
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
            }
            while (!result.IsCompleted);
        }
        catch (Exception error) when (TransportException.IsCausedBy(error))
        {
            failure = TransportException.From(error);
        }

        End(failure);
    }

    // A message has at most 65,535 bytes: its length has no room for more.
    private static bool TryTake(ref ReadOnlySequence<byte> buffer, out byte[] message)
    {
        message = [];
        if (buffer.Length < LengthSize)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[LengthSize];
        buffer.Slice(0, LengthSize).CopyTo(prefix);
        int length = BinaryPrimitives.ReadUInt16BigEndian(prefix);
        if (buffer.Length < LengthSize + length)
        {
            return false;
        }

        message = buffer.Slice(LengthSize, length).ToArray();
        buffer = buffer.Slice(LengthSize + length);
        return true;
    }
}
