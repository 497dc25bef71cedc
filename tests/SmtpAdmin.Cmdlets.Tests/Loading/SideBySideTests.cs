using System;
using System.IO;
using System.Reflection;
using System.Reflection.Emit;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Loading;

/// <summary>Another module has loaded other versions of our packages first, each in a process of its own.</summary>
public sealed class SideBySideTests
{
    [Fact]
    public async Task Another_DnsClient_lives_beside_ours()
        => await AssertBothAliveAsync(BuildFacts.OtherDnsClient, "DnsClient", "[DnsClient.LookupClient]");

    [Fact]
    public async Task Another_MimeKit_lives_beside_ours()
    {
        // No other version of MimeKit is needed to show it: what the loader sees is the name and the version.
        string file = Path.Combine(Path.GetTempPath(), $"smtpadmin-{Guid.NewGuid():N}", "MimeKit.dll");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            SaveStandIn(file, new AssemblyName("MimeKit, Version=3.1.0.0"), "MimeKit.MimeMessage");
            await AssertBothAliveAsync(file, "MimeKit", "[MimeKit.MimeMessage]");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static async Task AssertBothAliveAsync(string otherFile, string assembly, string type)
    {
        ChildResult result = await HostProcess.RunBareScriptAsync(
            $$"""
            $other = [Reflection.Assembly]::LoadFrom('{{otherFile}}')
            Import-Module '{{RepositoryFiles.Manifest}}' -ErrorAction Stop
            $relay = Start-SmtpRelay
            $null = Send-SmtpMessage -From a@example.com -To b@example.com -Subject x -Body x -Server "127.0.0.1:$($relay.Port)"
            # Without -Server the system's name servers are looked for, with DnsClient; what is no name is not asked for.
            try { Get-MailDnsRecord 'a b' -ErrorAction SilentlyContinue } catch { }
            # Both are loaded, each of its own version, and scripts see the one that was there before.
            $loaded = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq '{{assembly}}' }
            @($loaded).Count
            @($loaded.ForEach({ $_.GetName().Version.ToString() }) | ForEach-Object { $seen = @{} } { $seen[$_] = 1 } { $seen.Count })
            {{type}}.Assembly -eq $other
            """);

        Assert.Equal(["2", "2", "True"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Empty(result.Error);
    }

    private static void SaveStandIn(string file, AssemblyName name, string typeName)
    {
        PersistedAssemblyBuilder assembly = new(name, typeof(object).Assembly);
        assembly.DefineDynamicModule(name.Name!).DefineType(typeName, TypeAttributes.Public).CreateType();
        assembly.Save(file);
    }
}
