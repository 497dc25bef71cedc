using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Layout;

/// <summary>What the build stages beside the assemblies.</summary>
public sealed class ModuleFileTests
{
    [Theory]
    [InlineData("SmtpAdmin.psm1")]
    [InlineData("SmtpAdmin.Format.ps1xml")]
    [InlineData("net8.0/SmtpAdmin.Cmdlets.deps.json")]
    [InlineData("net8.0/SmtpAdmin.Relay.dll")]
    [InlineData("net8.0/runtimes/win-x64/native/e_sqlite3.dll")]
    [InlineData("net8.0/runtimes/linux-x64/native/libe_sqlite3.so")]
    [InlineData("net8.0/runtimes/win/lib/net8.0/System.Security.Cryptography.Pkcs.dll")]
    [InlineData("net8.0/en-US/SmtpAdmin.Cmdlets.dll-Help.xml")]
    [InlineData("net472/SmtpAdmin.Cmdlets.dll")]
    [InlineData("net472/System.Buffers.dll")]
    [InlineData("net472/en-US/SmtpAdmin.Cmdlets.dll-Help.xml")]
    public void The_module_is_staged_whole(string file)
        => Assert.True(File.Exists(Path.Combine(RepositoryFiles.Stage, file)), file);

    [Fact]
    public void The_relay_is_not_staged_for_Windows_PowerShell()
        => Assert.False(File.Exists(Path.Combine(RepositoryFiles.Stage, "net472", "SmtpAdmin.Relay.dll")));

    [Fact]
    public void Every_output_type_has_a_view()
    {
        XDocument format = XDocument.Load(Path.Combine(RepositoryFiles.Stage, "SmtpAdmin.Format.ps1xml"));
        string[] viewed = [.. format.Descendants("TypeName").Select(name => name.Value)];

        // A record's kind is viewed with its base; results, their parts and what they hold are all records.
        var unseen = typeof(SmtpSendResult).Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(object)) && type.GetMethod("<Clone>$") is not null)
            .Where(type => type != typeof(RelayOptions))
            .Where(type => !viewed.Contains(type.FullName) && !viewed.Contains(type.BaseType!.FullName))
            .Select(type => type.FullName);

        Assert.Empty(unseen);
    }

    [Fact]
    public void The_views_use_no_cmdlet()
    {
        XDocument format = XDocument.Load(Path.Combine(RepositoryFiles.Stage, "SmtpAdmin.Format.ps1xml"));

        Assert.DoesNotContain(format.Descendants("ScriptBlock"), block => Regex.IsMatch(block.Value, @"\b[A-Z][a-z]+-[A-Z][a-z]+"));
    }
}
