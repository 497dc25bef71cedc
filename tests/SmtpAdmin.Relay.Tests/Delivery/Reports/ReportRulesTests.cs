using System.Net;
using SmtpAdmin.Relay.Delivery.Reports;
using SmtpAdmin.Relay.Tests.Queue;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery.Reports;

public sealed class ReportRulesTests
{
    private static readonly ReportRules s_rules = new(IPAddress.IsLoopback);

    [Theory]
    [InlineData("a@example.org", "127.0.0.1", null, true)]
    [InlineData("a@example.org", "::ffff:127.0.0.1", null, true)]
    [InlineData("a@example.org", "192.0.2.1", "scanner", true)]
    [InlineData("a@example.org", "192.0.2.1", null, false)]
    [InlineData("a@example.org", "no address", null, false)]
    [InlineData("", "127.0.0.1", "scanner", false)]
    public void Only_a_sender_that_is_known_to_be_one_is_told(string sender, string address, string? user, bool expected)
    {
        Envelope envelope = QueueFolder.Envelope("M1") with
        {
            ReversePath = sender,
            ClientAddress = address,
            AuthenticatedUser = user,
        };

        Assert.Equal(expected, s_rules.MayReport(envelope));
    }

    [Theory]
    [InlineData(DeliveryNotification.None, true, true, false)]
    [InlineData(DeliveryNotification.Never, false, false, false)]
    [InlineData(DeliveryNotification.OnSuccess, false, false, true)]
    [InlineData(DeliveryNotification.OnFailure, true, false, false)]
    [InlineData(DeliveryNotification.Delay, false, true, false)]
    [InlineData(DeliveryNotification.OnFailure | DeliveryNotification.Delay, true, true, false)]
    [InlineData(DeliveryNotification.OnSuccess | DeliveryNotification.OnFailure, true, false, true)]
    [InlineData(DeliveryNotification.OnSuccess | DeliveryNotification.Never, false, false, false)]
    public void A_sender_is_told_what_it_asked_for(DeliveryNotification notify, bool failed, bool delayed, bool relayed)
    {
        Assert.Equal(failed, ReportRules.IsWanted(ReportKind.Failed, notify));
        Assert.Equal(delayed, ReportRules.IsWanted(ReportKind.Delayed, notify));
        Assert.Equal(relayed, ReportRules.IsWanted(ReportKind.Relayed, notify));
    }
}
