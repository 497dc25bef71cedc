using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Capture;

/// <summary>Gathers one message in memory and hands it over when it is complete.</summary>
internal sealed class CaptureWriter(Envelope envelope, Action<CapturedMessage> onCommit) : IMessageWriter
{
    private readonly MemoryStream _content = new();

    public ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        _content.Write(content.Span);
        return ValueTask.CompletedTask;
    }

    public ValueTask CommitAsync(long size, CancellationToken cancellationToken)
    {
        onCommit(new CapturedMessage(envelope, _content.ToArray(), size));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _content.DisposeAsync();
}
