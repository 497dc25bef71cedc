using System;
using System.IO;
using System.Linq;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>Building records and keys as an admin types it.</summary>
public sealed class NewMailDnsTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("-Spf -Include a.example -Ip 192.0.2.1, 2001:db8::/32 -A -Mx -All Fail", "v=spf1 ip4:192.0.2.1 ip6:2001:db8::/32 a mx include:a.example -all")]
    [InlineData("-Spf -All neutral", "v=spf1 ?all")]
    [InlineData("-Spf -Redirect a.example", "v=spf1 redirect=a.example")]
    [InlineData("-Dmarc -Policy Reject -AggregateReportTo d@example.com -Testing", "v=DMARC1; p=reject; t=y; rua=mailto:d@example.com")]
    [InlineData("-Dmarc -Policy None -SubdomainPolicy Reject -SpfAlignment Strict -PublicSuffixDomain", "v=DMARC1; p=none; sp=reject; aspf=s; psd=y")]
    [InlineData("-MtaSts -Id 7 -Mode Enforce -MxHost mx.example.com", "v=STSv1; id=7;")]
    [InlineData("-TlsRpt -ReportTo t@example.com", "v=TLSRPTv1; rua=mailto:t@example.com")]
    [InlineData("-Dkim -Selector s1 -PublicKey 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")]
    [InlineData("-Bimi -LogoUri https://example.com/l.svg", "v=BIMI1; l=https://example.com/l.svg;")]
    [InlineData("-NullMx", "0 .")]
    public void Each_kind_is_built(string arguments, string expected)
        => Assert.Equal(expected, Draft($"New-MailDnsRecord example.com {arguments}").Value);

    [Fact]
    public void An_id_of_the_time_is_the_default()
        => Assert.Matches(@"^v=STSv1; id=\d{8}T\d{6}Z;$", Draft("New-MailDnsRecord example.com -MtaSts -MxHost mx.example.com").Value);

    [Fact]
    public void Domains_come_through_the_pipeline_and_a_bad_one_does_not_stop_the_others()
    {
        EngineResult result = _engine.Run(
            "'exa mple', 'a@example.com', ([pscustomobject]@{ Domain = 'example.net' }) | New-MailDnsRecord -Spf");

        Assert.Equal(["example.com", "example.net"], result.Output.Cast<MailDnsRecordDraft>().Select(draft => draft.Domain));
        Assert.StartsWith("DomainInvalid,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_cannot_be_published_is_an_error_that_names_it()
    {
        var error = _engine.Run("New-MailDnsRecord example.com -Spf -Ip 192.0.2.1/33").Error;

        Assert.StartsWith("RecordValueInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'192.0.2.1/33' of -Ip", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$(throw 'ran')`n'", 0)]
    [InlineData("$(throw 'ran')`n'", 300)]
    [InlineData("\u2019; throw 'ran'; \u2018", 0)]
    [InlineData("\u2019; throw 'ran'; \u2018", 300)]
    public void The_command_for_the_DNS_server_is_read_back_as_text(string text, int more)
    {
        text += new string('x', more);
        string call = Core.Dns.Building.DnsServerCommand.AddText("example.com", "@", text, TimeSpan.FromHours(1));

        object? read = _engine.Run(
            $$"""
            function Add-DnsServerResourceRecord { param($ZoneName, $Name, [switch] $Txt, $DescriptiveText, [timespan] $TimeToLive)
                $DescriptiveText }
            function dnscmd.exe { -join $args[5..9] }
            {{call}}
            """).ThrowIfFailed().Output.Single();

        Assert.Equal(text, read);
    }

    [Fact]
    public void A_key_goes_to_its_file_and_signs_a_message()
    {
        EngineResult result = _engine.Run(
            """
            $key = New-MailDkimKey example.com s1 -Path $folder -Algorithm ed25519
            [SmtpAdmin.SmtpDkimKey] $signer = $key
            $key, $signer
            """, ("folder", _folder.Path)).ThrowIfFailed();

        var key = Assert.IsType<MailDkimKey>(result.Output[0]);
        Assert.Equal(_folder.Combine("s1._domainkey.example.com.pem"), Assert.IsType<SmtpDkimKey>(result.Output[1]).Path);
        Assert.True(File.Exists(key.Path));
        Assert.Equal(key.Record.Value, Draft($"New-MailDnsRecord example.com -Dkim -Selector s1 -KeyPath '{key.Path}'").Value);
    }

    [Fact]
    public void A_message_is_signed_with_the_object_as_it_is()
    {
        EngineResult result = _engine.Run(
            """
            $relay = Start-SmtpRelay dkim
            try {
                $key = New-MailDkimKey example.com s1 -Path $folder
                $null = Send-SmtpMessage -Server 127.0.0.1 -Port $relay.Port -Security None -From a@example.com -To b@example.net `
                    -Subject x -Body x -DkimKey $key
                (Get-SmtpRelayMessage -Name dkim).Headers.where({ $_.Name -eq 'DKIM-Signature' }).Value
            } finally { Stop-SmtpRelay dkim }
            """, ("folder", _folder.Path)).ThrowIfFailed();

        Assert.Contains("d=example.com; s=s1;", Assert.IsType<string>(Assert.Single(result.Output)), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_makes_no_key()
    {
        Assert.Empty(_engine.Run("New-MailDkimKey example.com s1 -Path $folder -WhatIf", ("folder", _folder.Path)).ThrowIfFailed().Output);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_key_that_is_there_stays_without_Force()
    {
        string script = "New-MailDkimKey example.com s1 -Path $folder -Algorithm ed25519";
        string path = Assert.IsType<MailDkimKey>(Assert.Single(
            _engine.Run(script, ("folder", _folder.Path)).ThrowIfFailed().Output)).Path;
        string first = File.ReadAllText(path);

        Assert.StartsWith("OutputUnwritable,", _engine.Run(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllText(path));
        _engine.Run(script + " -Force").ThrowIfFailed();
        Assert.NotEqual(first, File.ReadAllText(path));
    }

    [Fact]
    public void A_length_is_for_RSA_only()
        => Assert.StartsWith(
            "RecordValueInvalid,",
            _engine.Run("New-MailDkimKey example.com s1 -Algorithm ed25519 -KeySize 4096").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);

    private MailDnsRecordDraft Draft(string script) =>
        Assert.IsType<MailDnsRecordDraft>(_engine.Run(script).ThrowIfFailed().Output[0]);
}
