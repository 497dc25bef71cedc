using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session;

/// <summary>
/// Gathers the replies to pipelined commands, so that they leave in one write (RFC 2920, section 3.2).
/// </summary>
internal sealed class ReplyBuffer
{
    private readonly ArrayBufferWriter<byte> _pending = new(512);

    public bool IsEmpty => _pending.WrittenCount == 0;

    public void Add(Reply reply) => _pending.Write(reply.Wire);

    public async ValueTask FlushAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (IsEmpty)
        {
            return;
        }

        await stream.WriteAsync(_pending.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _pending.ResetWrittenCount();
    }
}
