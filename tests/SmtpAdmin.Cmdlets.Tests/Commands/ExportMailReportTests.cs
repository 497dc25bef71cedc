using System;
using System.IO;
using System.Linq;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class ExportMailReportTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.Combine("report.html");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_pipeline_becomes_one_page()
    {
        EngineResult result = Run("$results | Export-MailReport -Path $target -Title 'Our domains' -PassThru").ThrowIfFailed();

        Assert.Equal(Target, Assert.IsType<FileInfo>(Assert.Single(result.Output)).FullName);
        string page = File.ReadAllText(Target);
        Assert.Contains("<h1>Our domains</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<th>a.example</th>", page, StringComparison.Ordinal);
        Assert.Contains("<th>b.example</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_what_Get_Item_returns()
    {
        EngineResult result = Run(
            "$null = $ExecutionContext.SessionState.Path.SetLocation('Variable:'); "
            + "($results | Export-MailReport -Path $target -PassThru).PSProvider.Name");

        Assert.Equal("FileSystem", Assert.Single(result.ThrowIfFailed().Output));
    }

    [Fact]
    public void Without_PassThru_there_is_no_output()
        => Assert.Empty(Run("$results | Export-MailReport $target").ThrowIfFailed().Output);

    [Fact]
    public void A_page_that_is_there_stays_without_Force()
    {
        File.WriteAllText(Target, "old");

        Assert.StartsWith(
            "OutputUnwritable,",
            Run("$results | Export-MailReport $target").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(Target));
        Run("$results | Export-MailReport $target -Force").ThrowIfFailed();
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(Target), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Run("$results | Export-MailReport $target -WhatIf").ThrowIfFailed();

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_pipeline_that_fails_leaves_the_old_page_and_nothing_else()
    {
        File.WriteAllText(Target, "old");

        Run("$results | ForEach-Object { $_; if ($_.Domain -eq 'b.example') { throw 'x' } } | Export-MailReport $target -Force");

        Assert.Equal("old", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.Path))));
    }

    private EngineResult Run(string script)
    {
        MailDomainResult[] results =
        [
            .. new[] { "a.example", "b.example" }.Select(domain => new MailDomainResult
            {
                Domain = domain,
                CheckedAt = DateTimeOffset.UnixEpoch,
            }),
        ];
        return _engine.Run(script, ("results", results), ("target", Target));
    }
}
