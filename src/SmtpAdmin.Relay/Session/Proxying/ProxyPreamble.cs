using System;
using System.Buffers;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Proxying;

/// <summary>Takes the PROXY header off the front of a trusted proxy's connection, before anything is said.</summary>
internal static class ProxyPreamble
{
    // The proxy sends it with the connection; waiting any longer would help only those that hold connections.
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(10);

    /// <returns>The header, or null where none came in time, none in form, or the connection ended.</returns>
    public static async ValueTask<ProxyHeader?> ReadAsync(
        SessionChannel channel, TimeProvider time, CancellationToken cancellationToken)
    {
        SessionInput input = channel.Input;
        ITimer timer = time.CreateTimer(
            static input => ((SessionInput)input!).Interrupt(Interruption.Idle), input, s_time, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            while (true)
            {
                ProxyHeader header = Parse(input.Buffered);
                if (header.Length > 0)
                {
                    input.Consume(header.Length);
                    return header;
                }

                FillResult result = header.IsMalformed
                    ? FillResult.Ended
                    : await channel.FillAsync(Interruption.None, cancellationToken).ConfigureAwait(false);
                if (result != FillResult.More)
                {
                    return null;
                }
            }
        }
    }

    private static ProxyHeader Parse(ReadOnlySequence<byte> buffered)
    {
        ReadOnlySequence<byte> first = buffered.Slice(0, Math.Min(buffered.Length, ProxyHeader.MaximumLength));
        return ProxyHeader.Parse(first.ToArray());
    }
}
