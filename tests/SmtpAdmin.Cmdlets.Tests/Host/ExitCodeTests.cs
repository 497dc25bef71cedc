using System.ComponentModel;
using System.Threading.Tasks;
using System.Threading;
using System;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Host;

/// <summary>The exit codes, each also asked of pwsh where there is one.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private const string NonTerminating =
        "& { [CmdletBinding()] param() $e = [Exception]::new('x'); "
        + "$PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($e, 'X', 'NotSpecified', $null)) }";

    private readonly SampleModule _module = new();

    public static TheoryData<string, int, int> Endings => new()
    {
        // text, code as a script file, code as a command line
        { "'fine'", 0, 0 },
        { "throw 'x'", 1, 1 },
        { "exit 9", 9, 9 },
        { "exit", 0, 0 },
        { "& { exit 3 }; 'after'", 3, 3 },
        { "if (", 1, 1 },
        { "Get-Nothing", 0, 1 },
        { "Get-Nothing; 'after'", 0, 0 },
        { NonTerminating, 0, 1 },
        { NonTerminating + "; 'after'", 0, 0 },
        { "$ErrorActionPreference = 'Stop'; Get-Nothing; 'after'", 1, 1 },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _module.Dispose();

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task A_script_ends_with_the_code_of_its_ending(string text, int asFile, int asCommand)
    {
        string script = _module.Write("ending.ps1", text);

        Assert.Equal(asFile, (await HostProcess.RunAsync([.. _module.RunWords, script], "", Cancel)).ExitCode);
        Assert.Equal(asCommand, (await HostProcess.RunAsync([.. _module.RunWords, text], "", Cancel)).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Pwsh_ends_with_the_same_code(string text, int asFile, int asCommand)
    {
        string script = _module.Write("ending.ps1", text);

        Assert.Equal(asFile, await PwshAsync("-File", script));
        Assert.Equal(asCommand, await PwshAsync("-Command", text));
    }

    private static async Task<int> PwshAsync(string how, string what)
    {
        try
        {
            using ChildProcess pwsh = ChildProcess.Start("pwsh", ["-NoProfile", "-NonInteractive", how, what]);
            return (await pwsh.FinishAsync("", Cancel)).ExitCode;
        }
        catch (Win32Exception)
        {
            Assert.Skip("pwsh is not installed.");
            throw;
        }
    }
}
