using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Dns;

/// <summary>One connection of a client, TCP or TLS; questions are answered as they come, each after the latency.</summary>
internal sealed class ZoneStream(ZoneResponder responder, TimeSpan latency, Stream stream) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    // RFC 1035, section 4.2.2: each message stands behind its length in two bytes.
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        var answers = new List<Task>();
        byte[] length = new byte[2];
        bool isClosing = false;
        while (!isClosing && await stream.ReadAtLeastAsync(length, 2, throwOnEndOfStream: false, cancellationToken) == 2)
        {
            byte[] question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            await stream.ReadExactlyAsync(question, cancellationToken);
            answers.Add(AnswerAsync(question, cancellationToken));
            isClosing = responder.IsClosing(question);
        }

        await Task.WhenAll(answers);
    }

    public void Dispose() => _writing.Dispose();

    private async Task AnswerAsync(byte[] question, CancellationToken cancellationToken)
    {
        IReadOnlyList<byte[]> answers = responder.Respond(question, isTcp: true);
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, cancellationToken);
        }

        foreach (byte[] answer in answers)
        {
            byte[] frame = [(byte)(answer.Length >> 8), (byte)answer.Length, .. answer];
            await _writing.WaitAsync(cancellationToken);
            try
            {
                await stream.WriteAsync(frame, cancellationToken);
            }
            finally
            {
                _writing.Release();
            }
        }
    }
}
