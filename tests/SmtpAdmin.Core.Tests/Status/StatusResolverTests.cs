using System.Linq;
using SmtpAdmin.Core.Status;
using Xunit;

namespace SmtpAdmin.Core.Tests.Status;

public sealed class StatusResolverTests
{
    [Theory]
    [InlineData("550 5.1.1 No such user", 550, "5.1.1")]
    [InlineData("550-5.1.1 No such user", 550, "5.1.1")]
    [InlineData("550 #5.1.0 Address rejected.", 550, "5.1.0")]
    [InlineData("450 greylisted", 450, null)]
    [InlineData("250", 250, null)]
    [InlineData("Status: 4.4.7", null, "4.4.7")]
    [InlineData("Diagnostic-Code: smtp; 552 5.2.2 Over quota", 552, "5.2.2")]
    [InlineData("The server replied: 554 refused", 554, null)]
    [InlineData("Jan  1 00:00:00 mx postfix/smtp[123]: 4F0: to=<a@b.example>, relay=mx.b.example[192.0.2.55]:25, delay=1.5,"
        + " dsn=5.7.1, status=bounced (host mx.b.example[192.0.2.55] said: 550 refused (in reply to RCPT TO command))", 550, "5.7.1")]
    [InlineData("connect to mx.example.com[4.5.6.77]:25: Connection refused", null, null)]
    [InlineData("version 5.1.2.3", null, null)]
    [InlineData("all is well", null, null)]
    [InlineData("", null, null)]
    public void A_status_is_found_in_what_it_stands_in(string text, int? code, string? enhanced)
    {
        SmtpStatus status = StatusResolver.Resolve(text);

        Assert.Equal(code, status.Code);
        Assert.Equal(enhanced, status.EnhancedStatus?.ToString());
        Assert.Equal(code is null && enhanced is null, status.Class == SmtpStatusClass.Unknown);
    }

    [Fact]
    public void The_registry_tells_what_a_code_means()
    {
        SmtpStatus status = StatusResolver.Resolve("550 5.1.10 Domain does not accept mail");

        Assert.Equal("Recipient address has null MX", status.Name);
        Assert.Equal("RFC 7505", status.Reference);
        Assert.Equal(SmtpStatusClass.Permanent, status.Class);
        Assert.Equal(SmtpStatusSide.Ours, status.Side);
        Assert.NotEmpty(status.Causes);
        Assert.StartsWith("Get-MailDnsRecord ", status.Check);
    }

    [Theory]
    [InlineData("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.", "Microsoft", "switched off")]
    [InlineData("550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.", "Microsoft", "new")]
    [InlineData("432 4.3.2 Concurrent connections limit exceeded. [AB1.eurprd01.prod.outlook.com]", "Microsoft", "three connections")]
    [InlineData("550 5.1.10 RESOLVER.ADR.RecipientNotFound [AB1.eurprd01.prod.outlook.com]", "Microsoft", "no such recipient")]
    [InlineData("550-5.7.26 This mail has been blocked because the sender is unauthenticated. abc - gsmtp", "Google", "neither SPF nor DKIM")]
    [InlineData("421-4.7.28 Gmail has detected an unusual rate of mail. abc - gsmtp", "Google", "More mail than usual")]
    [InlineData("421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred", "Yahoo", "puts mail from this address off")]
    [InlineData("450 4.7.1 Greylisted, come back later", null, "first attempt")]
    [InlineData("554 5.7.1 Service unavailable; blocked using zen.spamhaus.org", null, "list of bad senders")]
    [InlineData("554 5.7.1 <b@example.com>: Relay access denied", null, "may not relay")]
    public void What_the_words_mean_goes_before_the_registry(string text, string? provider, string meaning)
    {
        SmtpStatus status = StatusResolver.Resolve(text);

        Assert.Equal(provider, status.Provider);
        Assert.Contains(meaning, status.Meaning);
    }

    [Fact]
    public void What_may_pass_says_so_and_what_went_well_asks_for_nothing()
    {
        Assert.Contains("later", StatusResolver.Resolve("451 4.7.1 Not now").Action);
        Assert.Equal("Send later; then take the address off the list.", StatusResolver.Resolve("450 4.2.1 Busy").Action);
        Assert.Equal("Nothing is to be done.", StatusResolver.Resolve("250 2.1.5 Ok").Action);
        Assert.Equal(SmtpStatusSide.Unknown, StatusResolver.Resolve("250 2.7.1 Ok").Side);
    }

    [Theory]
    [InlineData("550 5.0.0 Refused", "Requested action not taken: mailbox unavailable")]
    [InlineData("5.0.0", "Other undefined Status")]
    [InlineData("550 5.7.999 Refused", "Other or undefined security status")]
    [InlineData("999 nothing", "No status")]
    public void The_code_that_says_most_gives_the_name(string text, string name) =>
        Assert.Equal(name, StatusResolver.Resolve(text).Name);

    [Fact]
    public void A_detail_that_nobody_registered_keeps_its_subject_and_claims_no_standard()
    {
        SmtpStatus status = StatusResolver.Resolve("5.2.99 whatever");

        Assert.Equal("Other or undefined mailbox status", status.Name);
        Assert.Null(status.Reference);
    }

    [Fact]
    public void A_long_hostile_text_is_bounded_and_printable()
    {
        string text = string.Concat(Enumerable.Repeat("550-", 100_000)) + "\u001b[31m\r\n";

        SmtpStatus status = StatusResolver.Resolve(text);

        Assert.InRange(status.Text.Length, 0, 1001);
        Assert.DoesNotContain('\u001b', status.Text);
    }

    [Fact]
    public void Every_provider_s_entry_can_be_reached()
    {
        foreach (ProviderEntry entry in MicrosoftStatuses.Entries)
        {
            string text = $"550 5.{entry.Status ?? "0.0"} {entry.Words} [x.prod.outlook.com]";
            Assert.Equal(entry.Meaning, StatusResolver.Resolve(text).Meaning);
        }

        foreach (ProviderEntry entry in GoogleStatuses.Entries)
        {
            Assert.Equal(entry.Meaning, StatusResolver.Resolve($"550 5.{entry.Status} {entry.Words} - gsmtp").Meaning);
        }

        foreach (ProviderEntry entry in YahooStatuses.Entries)
        {
            Assert.Equal(entry.Meaning, StatusResolver.Resolve($"554 5.{entry.Status ?? "0.0"} {entry.Words} yahoo").Meaning);
        }
    }
}
