using System;
using System.Buffers;
using System.IO;
using System.IO.Pipelines;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session;

/// <summary>The bytes that a client sends: what is buffered of them, and the waiting for more.</summary>
internal sealed class SessionInput
{
    // Small enough for a thousand idle sessions, large enough for a TLS record.
    private const int BufferSize = 16 * 1024;
    private static readonly StreamPipeReaderOptions s_readerOptions = new(bufferSize: BufferSize, leaveOpen: true);

    private readonly CommandLineSplitter _splitter = new();
    private PipeReader _reader;
    private ReadOnlySequence<byte> _buffered;
    private bool _hasRead;
    private int _interruption;

    public SessionInput(Stream stream)
    {
        _reader = PipeReader.Create(stream, s_readerOptions);
    }

    /// <summary>What has been received and not yet consumed.</summary>
    public ReadOnlySequence<byte> Buffered => _buffered;

    public Interruption Interruption => (Interruption)Volatile.Read(ref _interruption);

    /// <summary>Takes the next command line from what is buffered.</summary>
    public LineStatus ReadLine(bool inAuthentication, out ReadOnlySequence<byte> line)
    {
        return _splitter.Split(ref _buffered, inAuthentication, out line);
    }

    /// <summary>Drops the first bytes of what is buffered.</summary>
    public void Consume(int count) => _buffered = _buffered.Slice(count);

    /// <summary>Waits until more is buffered than now.</summary>
    /// <param name="tolerated">The interruption up to which the waiting goes on.</param>
    /// <param name="cancellationToken">Ends the waiting by an exception.</param>
    public async ValueTask<FillResult> FillAsync(Interruption tolerated, CancellationToken cancellationToken)
    {
        long before = _buffered.Length;
        while (Interruption <= tolerated)
        {
            if (_hasRead)
            {
                _reader.AdvanceTo(_buffered.Start, _buffered.End);
            }

            ReadResult result = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            _hasRead = true;
            _buffered = result.Buffer;
            if (_buffered.Length > before)
            {
                return FillResult.More;
            }

            if (result.IsCompleted)
            {
                return FillResult.Ended;
            }
        }

        return FillResult.Interrupted;
    }

    /// <summary>Waits for a while, in which the client is to send nothing.</summary>
    /// <returns>Whether it sent nothing. What it sent is buffered.</returns>
    public async ValueTask<bool> IsSilentAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        ITimer timer = clock.CreateTimer(
            static reader => ((PipeReader)reader!).CancelPendingRead(), _reader, time, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            if (_hasRead)
            {
                // What came behind a PROXY header is the client's, and too early as well.
                _reader.AdvanceTo(_buffered.Start);
            }

            ReadResult result = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            _hasRead = true;
            _buffered = result.Buffer;
            return _buffered.IsEmpty;
        }
    }

    /// <summary>Makes the waiting end, now or when it next begins. Safe to call from any thread.</summary>
    public void Interrupt(Interruption reason)
    {
        int current = Volatile.Read(ref _interruption);
        while (current < (int)reason)
        {
            int seen = Interlocked.CompareExchange(ref _interruption, (int)reason, current);
            if (seen == current)
            {
                Volatile.Read(ref _reader).CancelPendingRead();
                return;
            }

            current = seen;
        }
    }

    /// <summary>Goes on with another stream, at STARTTLS. What the old reader still holds is dropped.</summary>
    public async ValueTask SwitchAsync(Stream stream)
    {
        PipeReader old = _reader;
        _buffered = default;
        _hasRead = false;

        // An interruption from here on finds the new reader, or is seen before the next read.
        Volatile.Write(ref _reader, PipeReader.Create(stream, s_readerOptions));
        await old.CompleteAsync().ConfigureAwait(false);
    }

    public ValueTask CompleteAsync() => _reader.CompleteAsync();
}
