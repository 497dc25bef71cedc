using System;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Dns;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>What an admin sees of each cmdlet's output, formatted by the real engine.</summary>
public sealed class ViewTests
{
    [Fact]
    public async Task Each_output_has_the_columns_that_matter()
    {
        await using var dns = ZoneDns.Start("example.com MX 10 mx.example.com\nexample.net !Silent");
        ChildResult result = await HostProcess.RunScriptAsync(
            """
            $relay = Start-SmtpRelay inbox -SelfSignedCertificate
            $server = "127.0.0.1:$($relay.Port)"
            $sent = Send-SmtpMessage -Server $server -From a@example.com -To b@example.com -Subject Shown -Body x -Security None
            $sent | Out-Default
            $sent.Recipients | Out-Default
            $sent.Reply | Out-Default
            Get-SmtpRelay | Out-Default
            $message = Get-SmtpRelayMessage
            $message | Out-Default
            $message.Headers | Out-Default
            $test = Test-SmtpServer $server
            $test | Out-Default
            $test.Certificate | Out-Default
            'example.com', 'example.net' | Get-MailDnsRecord -Type Mx -Server NAMESERVER -TimeoutSec 1 | Out-Default
            """.Replace("NAMESERVER", dns.Server, StringComparison.Ordinal));

        Assert.Empty(result.Error);
        string[] expected =
        [
            @"Status\s+To\s+Subject\s+Reply", @"Sent\s+b@example\.com\s+Shown\s+250 2\.0\.0 Ok: queued as \w+",
            @"Address\s+Status\s+Reply", @"b@example\.com\s+Accepted",
            @"Code Enhanced\s+Text", @"250 2\.0\.0\s+Ok: queued",
            @"Name\s+Mode\s+State\s+Listening\s+Received Waiting Failed SmartHost", @"inbox\s+Capture Running 127\.0\.0\.1:\d+\s+1\s+1\s+0",
            @"Received State\s+From\s+To\s+Subject", @"\d\d:\d\d:\d\d Captured\s+a@example\.com\s+b@example\.com\s+Shown",
            @"Name\s+Value", @"Subject\s+Shown",
            @"Server\s+: 127\.0\.0\.1:\d+", @"Status\s+: Fail", @"Tls\s+: Tls13 TLS_", @"Findings\s+: Pass\s+SMTP-RESOLVE\s+127\.0\.0\.1",
            @"Fail\s+SMTP-CERT-TRUST\s+UntrustedRoot",
            @"Names\s+: localhost, .*127\.0\.0\.1", @"IsTrusted\s+: False",
            @"Domain\s+Type\s+Status\s+Problems Record", @"example\.com\s+Mx\s+Found\s+0 10 mx\.example\.com",
            @"example\.net\s+Mx\s+Timeout\s+0 The name server did not answer",
        ];
        Assert.All(expected, pattern => Assert.Matches(pattern, result.Output));
    }
}
