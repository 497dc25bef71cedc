using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Delivery;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery.Reports;

/// <summary>RFC 5321, section 6.3: a loop between servers ends, and its sender hears of it once.</summary>
public sealed class LoopTests
{
    [Fact]
    public async Task Two_relays_that_point_at_each_other_end_with_one_report()
    {
        int port = LoopbackPort.FindFree();
        await using TestForwardRelay first = await TestForwardRelay.StartAsync(port);
        await using TestForwardRelay second = await TestForwardRelay.StartAsync(first.EndPoint.Port, port: port);

        await first.SubmitAsync("Subject: round\r\n\r\nand round\r\n"u8.ToArray());

        // The report goes round too, until it fails and is kept where it is.
        await Condition.WaitAsync(() => Sum(first, second, counters => counters.DoubleBounces) == 1);
        Assert.Equal(1, Sum(first, second, counters => counters.Reports));
        Assert.Equal(2, Sum(first, second, counters => counters.Failed));
        Assert.Equal(0, await CountWaitingAsync(first.Queue) + await CountWaitingAsync(second.Queue));
        Assert.Equal(
            1, (await QueueFolder.ListAsync(first.Queue)).Count + (await QueueFolder.ListAsync(second.Queue)).Count);
    }

    private static long Sum(TestForwardRelay first, TestForwardRelay second, Func<DeliveryCounters, long> value) =>
        value(first.Delivery.Counters) + value(second.Delivery.Counters);

    private static ValueTask<long> CountWaitingAsync(SqliteMessageQueue queue) =>
        queue.CountWaitingAsync(CancellationToken.None);
}
