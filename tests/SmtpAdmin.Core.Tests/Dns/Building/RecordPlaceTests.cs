using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Building;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Building;

public sealed class RecordPlaceTests
{
    [Fact]
    public void A_record_comes_as_a_line_of_a_zone_file_and_as_a_call_for_the_DNS_server_of_Windows()
    {
        MailDnsRecordDraft draft = Places.Example.Text(MailDnsRecordType.Dmarc, "_dmarc", "v=DMARC1; p=none", []);

        Assert.Equal("_dmarc.example.com", draft.Name);
        Assert.Equal("_dmarc.example.com. 3600 IN TXT \"v=DMARC1; p=none\"", draft.ZoneLine);
        Assert.Equal(
            "Add-DnsServerResourceRecord -ZoneName 'example.com' -Name '_dmarc' -Txt "
            + "-DescriptiveText 'v=DMARC1; p=none' -TimeToLive 01:00:00",
            draft.DnsServerCommand);
    }

    [Theory]
    [InlineData("example.com", null, "-ZoneName 'example.com' -Name '_dmarc'")]
    [InlineData("mail.example.com", "example.com", "-ZoneName 'example.com' -Name '_dmarc.mail'")]
    [InlineData("Bücher.example", null, "-ZoneName 'xn--bcher-kva.example' -Name '_dmarc'")]
    public void The_name_is_relative_to_the_zone(string domain, string? zone, string expected)
        => Assert.Contains(
            expected, Places.At(domain, zone).Text(MailDnsRecordType.Dmarc, "_dmarc", "x", []).DnsServerCommand);

    [Fact]
    public void The_domain_itself_is_the_at_sign_in_its_zone()
        => Assert.Contains(
            "-Name '@' ", Places.Example.Text(MailDnsRecordType.Spf, null, "v=spf1 -all", []).DnsServerCommand);

    [Theory]
    [InlineData("other.example")]
    [InlineData("xample.com")]
    public void A_zone_that_does_not_hold_the_domain_is_refused(string zone)
        => Assert.Contains(zone, Places.Refusal(() => Places.At("example.com", zone)));

    [Fact]
    public void A_null_MX_is_one_host_that_is_the_root()
    {
        MailDnsRecordDraft draft = Places.Example.NullMx();

        Assert.Equal("example.com. 3600 IN MX 0 .", draft.ZoneLine);
        Assert.Equal(
            "Add-DnsServerResourceRecord -ZoneName 'example.com' -Name '@' -MX -Preference 0 -MailExchange '.' "
            + "-TimeToLive 01:00:00",
            draft.DnsServerCommand);
        Assert.Empty(draft.Strings);
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a \"b\" \\c", "\"a \\\"b\\\" \\\\c\"")]
    [InlineData("a\r\nb\0", "\"a\\013\\010b\\000\"")]
    [InlineData("ü", "\"\\195\\188\"")]
    public void Zone_text_is_quoted(string text, string expected) => Assert.Equal(expected, ZoneText.Quote(text));

    [Theory]
    [InlineData("it's $(Remove-Item x) `n", "'it''s $(Remove-Item x) `n'")]
    [InlineData("a\u2019; Stop-Computer; \u2018", "'a\u2019\u2019; Stop-Computer; \u2018\u2018'")]
    public void PowerShell_text_is_quoted(string text, string expected) => Assert.Equal(expected, PowerShellText.Quote(text));

    [Theory]
    [InlineData(0, new[] { 0 })]
    [InlineData(255, new[] { 255 })]
    [InlineData(256, new[] { 255, 1 })]
    [InlineData(600, new[] { 255, 255, 90 })]
    public void Text_is_cut_into_strings_of_255(int length, int[] expected)
    {
        IReadOnlyList<string> strings = ZoneText.Split(new string('x', length));

        Assert.Equal(expected, strings.Select(part => part.Length));
    }

    [Fact]
    public void Long_text_has_strings_of_254_in_the_command_for_Windows()
    {
        MailDnsRecordDraft draft = Places.Example.Text(MailDnsRecordType.Spf, null, new string('x', 300), []);

        Assert.Equal(
            $"dnscmd.exe /RecordAdd 'example.com' '@' 3600 TXT '{new string('x', 254)}' '{new string('x', 46)}'",
            draft.DnsServerCommand);
    }
}
