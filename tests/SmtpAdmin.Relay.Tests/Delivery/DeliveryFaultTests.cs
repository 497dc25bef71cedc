using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery;

/// <summary>Errors of the relay itself while it delivers: none is silent, and none ends the delivery.</summary>
public sealed class DeliveryFaultTests
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    /// <summary>The last one looks like a stop and is none.</summary>
    public static TheoryData<Exception> Faults =>
        [new InvalidOperationException("Defect."), new IOException("Disk."), new OperationCanceledException("Other.")];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_while_looking_for_due_mail_is_counted_and_delivery_goes_on(Exception fault)
    {
        int looks = 0;
        await using ScriptedServer server = new ScriptedServer().Greet().TakeMessage();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(
            server.Port, beforeLooking: _ => looks++ == 0 ? Task.FromException(fault) : Task.CompletedTask);
        await fixture.AddAsync("M1");

        fixture.Service.Start();
        await Condition.WaitAsync(() => fixture.Service.Counters.Faults == 1);
        Assert.Same(fault, fixture.Service.Counters.LastFault);
        await fixture.AdvanceToAsync(fixture.Clock.GetUtcNow() + s_pause);
        await Condition.WaitAsync(() => fixture.Service.Counters.Delivered == 1);
        Assert.Equal(1, fixture.Service.Counters.Faults);
    }

    [Fact]
    public async Task A_stop_is_no_fault_and_waits_for_nothing()
    {
        var looking = new TaskCompletionSource();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(1, beforeLooking: cancellationToken =>
        {
            looking.SetResult();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        });
        fixture.Service.Start();
        await looking.Task;

        await fixture.Service.StopAsync(s_pause, TestContext.Current.CancellationToken)
            .WaitAsync(s_pause, TestContext.Current.CancellationToken);

        Assert.Equal(0, fixture.Service.Counters.Faults);
        Assert.Null(fixture.Service.Counters.LastFault);
    }
}
