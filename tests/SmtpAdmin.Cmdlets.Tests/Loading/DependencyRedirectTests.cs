using System.IO;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Loading;

/// <summary>Whose requests for assemblies the module answers on Windows PowerShell 5.1, and with what.</summary>
public sealed class DependencyRedirectTests
{
    private static readonly string s_folder = Path.Combine(RepositoryFiles.Stage, "net472");

    private readonly DependencyRedirect _redirect = new(s_folder);

    [Fact]
    public void An_older_version_asked_for_by_our_own_assembly_is_answered_with_ours()
        => Assert.Equal(
            Path.Combine(s_folder, "System.Buffers.dll"),
            _redirect.FindFile("System.Buffers, Version=4.0.3.0, Culture=neutral", Path.Combine(s_folder, "DnsClient.dll")));

    [Theory]
    [InlineData("another/module/DnsClient.dll")]
    [InlineData("net472/sub/DnsClient.dll")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_modules_request_is_none_of_our_business(string? requester)
        => Assert.Null(_redirect.FindFile(
            "System.Buffers, Version=4.0.3.0",
            string.IsNullOrEmpty(requester) ? requester : Path.Combine(RepositoryFiles.Stage, requester)));

    [Fact]
    public void What_we_do_not_ship_is_left_to_others()
        => Assert.Null(_redirect.FindFile("Newtonsoft.Json, Version=13.0.0.0", Path.Combine(s_folder, "DnsClient.dll")));
}
