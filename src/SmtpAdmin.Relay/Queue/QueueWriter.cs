using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// Takes one message: in memory while it is small, from then on into a file. Memory stays flat whatever the size.
/// </summary>
internal sealed class QueueWriter(Envelope envelope, BodyStore bodies, Func<NewMessage, Task> store) : IMessageWriter
{
    /// <summary>
    /// The largest content that is kept in the database. Up to about here SQLite is as fast as a file of its own, which
    /// costs two flushes more; beyond it every byte would be written twice, to the log and to the database. It also
    /// bounds what a session holds in memory.
    /// </summary>
    public const int LargestRowBody = 64 * 1024;

    private MemoryStream? _row = new();
    private FileStream? _file;
    private long _length;
    private Task? _commit;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            _length += content.Length;
            if (_row is not null && _length > LargestRowBody)
            {
                await MoveToFileAsync(_row, cancellationToken).ConfigureAwait(false);
            }

            Stream target = (Stream?)_row ?? _file!;
            await target.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (QueueErrors.IsStorageFailure(exception))
        {
            throw QueueErrors.Unavailable("The message could not be written to the queue.", exception);
        }
    }

    public async ValueTask CommitAsync(long size, CancellationToken cancellationToken)
    {
        if (_file is not null)
        {
            MakeFileDurable(_file);
        }

        _commit = store(new NewMessage(envelope, size, _length, _row?.ToArray()));
        await _commit.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            await _file.DisposeAsync().ConfigureAwait(false);
            if (!await IsCommittedAsync().ConfigureAwait(false))
            {
                bodies.TryDelete(envelope.Id);
            }
        }
    }

    /// <summary>A commit that nobody waits for any more may still happen, and then the file must stay.</summary>
    private async Task<bool> IsCommittedAsync()
    {
        if (_commit is null)
        {
            return false;
        }

        await _commit.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _commit.IsCompletedSuccessfully;
    }

    private async Task MoveToFileAsync(MemoryStream row, CancellationToken cancellationToken)
    {
        _file = bodies.Create(envelope.Id);
        _row = null;
        row.Position = 0;
        await row.CopyToAsync(_file, cancellationToken).ConfigureAwait(false);
    }

    private void MakeFileDurable(FileStream file)
    {
        try
        {
            bodies.MakeDurable(envelope.Id, file);
        }
        catch (Exception exception) when (QueueErrors.IsStorageFailure(exception))
        {
            throw QueueErrors.Unavailable("The message could not be flushed to disk.", exception);
        }
    }
}
