using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Delivery;

namespace SmtpAdmin.Relay.Running;

/// <summary>
/// A relay's figures as metrics, for whoever listens to the meter: dotnet-counters, or an exporter of OpenTelemetry, by
/// whose conventions they are named. Each is read when it is asked for, so that nobody pays for what nobody watches.
/// </summary>
internal sealed class RelayMeter : IAsyncDisposable
{
    public const string Name = "SmtpAdmin.Relay";

    private const string Prefix = "smtpadmin.relay.";
    private const string RelayTag = Prefix + "name";
    private const string OutcomeTag = Prefix + "outcome";

    private readonly Meter _meter;

    /// <param name="name">The relay's name, which tells its figures from those of others.</param>
    /// <param name="listening">What its listening side has done.</param>
    /// <param name="delivery">What its delivery has come to; null where it delivers nothing.</param>
    public RelayMeter(string name, RelayCounters listening, DeliveryCounters? delivery)
    {
        _meter = new Meter(new MeterOptions(Name) { Tags = [new(RelayTag, name)] });
        Count("connections", "{connection}", "Connections that were served.", () => listening.ConnectionsAccepted);
        Count("connections.refused", "{connection}", "Connections over a limit.", () => listening.ConnectionsRefused);
        Count("connections.faults", "{connection}", "Connections ended by an error of the relay.", () => listening.ConnectionFaults);
        Count("messages", "{message}", "Messages answered with 250.", () => listening.MessagesAccepted);
        Count("messages.refused", "{message}", "Messages refused at their end.", () => listening.MessagesRefused);
        Count("messages.size", "By", "The size of the messages that were taken.", () => listening.BytesAccepted);
        Count("authentication.failures", "{attempt}", "Sign-ins that failed.", () => listening.SignInsFailed);
        _meter.CreateObservableUpDownCounter(
            Prefix + "connections.active", () => listening.ConnectionsOpen, "{connection}", "Connections that are open.");
        if (delivery is not null)
        {
            AddDelivery(delivery);
        }
    }

    public ValueTask DisposeAsync()
    {
        _meter.Dispose();
        return ValueTask.CompletedTask;
    }

    private void AddDelivery(DeliveryCounters delivery)
    {
        Count("delivery.connections", "{connection}", "Connections to next servers.", () => delivery.Connections);
        Count("delivery.faults", "{error}", "Errors of the relay itself while it delivered.", () => delivery.Faults);
        Count("delivery.reports", "{message}", "Notifications queued for senders (RFC 3464).", () => delivery.Reports);
        _meter.CreateObservableCounter(
            Prefix + "delivery.recipients",
            () => new[]
            {
                Outcome("delivered", delivery.Delivered),
                Outcome("deferred", delivery.Deferred),
                Outcome("failed", delivery.Failed),
            },
            "{recipient}",
            "What attempts came to, for each recipient's copy.");
    }

    private void Count(string name, string unit, string description, Func<long> read) =>
        _meter.CreateObservableCounter(Prefix + name, read, unit, description);

    private static Measurement<long> Outcome(string outcome, long value) =>
        new(value, new KeyValuePair<string, object?>(OutcomeTag, outcome));
}
