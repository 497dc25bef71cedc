using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Layout;

/// <summary>Packs what the build staged, unpacks it elsewhere and uses that copy, not the build's.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("smtpadmin-package-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_packed_module_works_from_where_it_was_unpacked()
    {
        string module = await PackAndUnpackAsync();

        ChildResult result = await HostProcess.RunBareScriptAsync(
            $$"""
            Import-Module '{{module}}/SmtpAdmin.psd1' -ErrorAction Stop
            (Get-Command Send-SmtpMessage).ImplementingType.Assembly.Location
            $relay = Start-SmtpRelay -Mode Forward -SmartHost 127.0.0.1:1 -QueuePath '{{_folder}}/queue'
            (Send-SmtpMessage -From a@example.com -To b@example.com -Subject x -Body x -Server "127.0.0.1:$($relay.Port)").Status
            (Get-Help Send-SmtpMessage).Synopsis.Trim()
            """);

        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(Path.Combine(module, "bin", "net8.0", "SmtpAdmin.Cmdlets.dll"), lines[0]);
        Assert.Equal("Sent", lines[1]);
        Assert.StartsWith("Send", lines[2], StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    private async Task<string> PackAndUnpackAsync()
    {
        string output = _folder + Path.DirectorySeparatorChar;
        string project = Path.Combine(RepositoryFiles.Root, "src", "SmtpAdmin.Cmdlets", "SmtpAdmin.Cmdlets.csproj");
        using Process pack = Process.Start(
            "dotnet", ["msbuild", project, "-target:PackageModule", $"-property:PackageOutput={output}", "-verbosity:quiet", "-nologo"]);
        await pack.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, pack.ExitCode);

        string module = Path.Combine(_folder, "modules", "SmtpAdmin");
        ZipFile.ExtractToDirectory(Directory.GetFiles(_folder, "SmtpAdmin.*.nupkg").Single(), module);
        return module;
    }
}
