using System;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Dns;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Loading;

/// <summary>
/// The cmdlets as Windows PowerShell 5.1 loads them, run on the engine that is at hand. It shows that this build works,
/// not that Windows PowerShell does.
/// </summary>
public sealed class DesktopBuildTests
{
    [Fact]
    public async Task The_client_cmdlets_work_and_the_relay_cmdlets_say_what_they_need()
    {
        await using var dns = ZoneDns.Start("example.com MX 10 mx.example.com\nexample.net !Silent");
        using HostedEngine engine = HostedEngine.WithModule();
        int port = engine.Run("(Start-SmtpRelay).Port").Single<int>();

        ChildResult result = await HostProcess.RunBareScriptAsync(
            $$"""
            Import-Module '{{RepositoryFiles.Stage}}/net472/SmtpAdmin.Cmdlets.dll'
            (Send-SmtpMessage -Server 127.0.0.1:{{port}} -From a@example.com -To b@example.com -Body x).Status.ToString()
            Test-SmtpServer 127.0.0.1:{{port}} -Security None -Quiet
            ('example.com', 'example.net' | Get-MailDnsRecord -Type Mx -Server {{dns.Server}} -TimeoutSec 1).Status -join ','
            try { Start-SmtpRelay } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
            @(Get-SmtpRelay).Count
            """);

        Assert.Equal(
            ["Sent", "True", "Found,Timeout", "RelayNeedsPowerShell7", "0"],
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Empty(result.Error);
    }
}
