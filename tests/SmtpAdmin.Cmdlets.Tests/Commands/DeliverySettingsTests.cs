using System;
using SmtpAdmin.Cmdlets.Commands;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class DeliverySettingsTests
{
    [Fact]
    public void A_provider_brings_its_server_and_its_limits()
    {
        using var cmdlet = new SendSmtpMessageCommand { Provider = SmtpProvider.ExchangeOnline };
        var settings = new DeliverySettings(cmdlet);

        Assert.Equal(
            ("smtp.office365.com", 587, SmtpSecurity.StartTls), (settings.Server, settings.Port, settings.Security));
        Assert.Equal(
            (3, 30, 10_000), (settings.MaxConnections, settings.MaxMessagesPerMinute, settings.MaxRecipientsPerDay));
        Assert.Equal(3, settings.Retry.RetryCount);
    }

    [Fact]
    public void A_parameter_goes_before_the_provider()
    {
        using var cmdlet = new SendSmtpMessageCommand
        {
            Provider = SmtpProvider.ExchangeOnline,
            MaxConnections = 1,
            MaxMessagesPerMinute = 10,
            RetryCount = 0,
            RetryDelaySec = 2,
        };
        var settings = new DeliverySettings(cmdlet);

        Assert.Equal((1, 10), (settings.MaxConnections, settings.MaxMessagesPerMinute));
        Assert.Equal((0, TimeSpan.FromSeconds(2)), (settings.Retry.RetryCount, settings.Retry.Delay));
    }

    [Fact]
    public void Without_a_provider_there_are_few_connections_no_pace_and_no_retry()
    {
        using var cmdlet = new SendSmtpMessageCommand();
        var settings = new DeliverySettings(cmdlet);

        Assert.Equal((3, null, null), (settings.MaxConnections, settings.MaxMessagesPerMinute, settings.MaxRecipientsPerDay));
        Assert.Equal((0, false), (settings.Retry.RetryCount, settings.Retry.ResendUnknown));
        Assert.Null(settings.Server);
    }

    [Fact]
    public void A_provider_with_regions_has_its_server_from_the_region()
    {
        using var cmdlet = new SendSmtpMessageCommand { Provider = SmtpProvider.AmazonSes, Region = "eu-west-1" };

        Assert.Equal("email-smtp.eu-west-1.amazonaws.com", new DeliverySettings(cmdlet).Server);
    }
}
