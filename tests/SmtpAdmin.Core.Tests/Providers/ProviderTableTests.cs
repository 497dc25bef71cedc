using System;
using SmtpAdmin.Core.Providers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Providers;

public sealed class ProviderTableTests
{
    public static TheoryData<SmtpProvider> Providers => [.. Enum.GetValues<SmtpProvider>()];

    [Theory, MemberData(nameof(Providers))]
    public void Each_provider_has_one_row_with_its_source_and_protects_the_credential(SmtpProvider provider)
    {
        SmtpProviderSettings settings = Assert.Single(ProviderTable.All, row => row.Provider == provider);

        Assert.Matches(@"^.{8,}\([a-z0-9./-]+\)$", settings.Source);
        Assert.NotEqual(default, settings.Checked);
        Assert.Equal(settings.Port == 465 ? SmtpSecurity.ImplicitTls : SmtpSecurity.StartTls, settings.Security);
        Assert.Contains(settings.Port, new[] { 465, 587 });
        Assert.NotEqual(ProviderAuthentication.None, settings.Authentication);
        Assert.Equal(provider == SmtpProvider.AmazonSes, settings.Server is null);
        Assert.True(settings.Server is null || new SmtpEndpoint(settings.Server).Host == settings.Server);
        Assert.True(settings.Note is null || settings.Note.EndsWith('.'));
    }

    [Fact]
    public void Exchange_Online_is_paced_as_Microsoft_publishes_it()
    {
        SmtpProviderSettings settings = ProviderTable.Get(SmtpProvider.ExchangeOnline);

        Assert.Equal(
            ("smtp.office365.com", 587, SmtpSecurity.StartTls, 3, 30, 10_000),
            (settings.Server, settings.Port, settings.Security, settings.MaxConnections, settings.MaxMessagesPerMinute,
                settings.MaxRecipientsPerDay));
    }

    [Theory]
    [InlineData("eu-west-1", "email-smtp.eu-west-1.amazonaws.com")]
    [InlineData("us-gov-west-1", "email-smtp.us-gov-west-1.amazonaws.com")]
    public void The_server_of_Amazon_is_that_of_the_region(string region, string server) =>
        Assert.Equal(server, ProviderTable.Get(SmtpProvider.AmazonSes, region).Server);

    [Theory]
    [InlineData(SmtpProvider.AmazonSes, "evil.example/")]
    [InlineData(SmtpProvider.AmazonSes, "eu-west-1.evil.example")]
    [InlineData(SmtpProvider.AmazonSes, "eu-west-1\n")]
    [InlineData(SmtpProvider.AmazonSes, "EU-WEST-1")]
    [InlineData(SmtpProvider.Gmail, "eu-west-1")]
    public void Another_region_is_refused(SmtpProvider provider, string region) => Assert.Equal(
        ErrorKind.ServerMissing, Assert.Throws<SmtpAdminException>(() => ProviderTable.Get(provider, region)).Kind);
}
