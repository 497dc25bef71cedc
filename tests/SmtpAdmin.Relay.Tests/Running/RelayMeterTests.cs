using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;
using SmtpAdmin.Relay.Delivery;
using SmtpAdmin.Relay.Running;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Running;

public sealed class RelayMeterTests
{
    [Fact]
    public async Task What_a_relay_takes_is_told_to_who_listens_under_its_name()
    {
        IRunningRelay relay = await RelayStarter.StartAsync(
            TestRelay.Options with { Name = "metered" }, TestContext.Current.CancellationToken);
        await using SmtpConversation client = await SmtpConversation.GreetAsync(relay.EndPoint);
        await client.SendExpectAsync("EHLO client.test", "250 ");
        await client.SendExpectAsync("MAIL FROM:<a@client.test>", "250 ");
        await client.SendExpectAsync("RCPT TO:<b@relay.test>", "250 ");
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendExpectAsync("x\r\n.", "250 ");

        Dictionary<string, long> figures = Read("metered");
        Assert.Equal(1, figures["smtpadmin.relay.messages"]);
        Assert.Equal(3, figures["smtpadmin.relay.messages.size"]);
        Assert.Equal(1, figures["smtpadmin.relay.connections.active"]);

        await relay.StopAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Read("metered"));
    }

    [Fact]
    public async Task Delivery_is_told_by_outcome()
    {
        var delivery = new DeliveryCounters();
        delivery.AddDelivered(5);
        delivery.AddDeferred(2);
        await using var meter = new RelayMeter("delivering", new RelayCounters(), delivery);

        Dictionary<string, long> figures = Read("delivering");
        Assert.Equal(5, figures["smtpadmin.relay.delivery.recipients delivered"]);
        Assert.Equal(2, figures["smtpadmin.relay.delivery.recipients deferred"]);
        Assert.Equal(0, figures["smtpadmin.relay.delivery.recipients failed"]);
    }

    private static Dictionary<string, long> Read(string relay)
    {
        Dictionary<string, long> figures = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            bool isWanted = instrument.Meter.Name == RelayMeter.Name
                && (instrument.Meter.Tags ?? []).Any(tag => Equals(tag.Value, relay));
            if (isWanted)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            figures[$"{instrument.Name} {(tags.Length > 0 ? tags[0].Value : null)}".Trim()] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return figures;
    }
}
