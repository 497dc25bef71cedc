using System.Threading.Tasks;
using System.Threading;
using System;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Host;

public sealed class RunVerbTests : IDisposable
{
    private readonly SampleModule _module = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _module.Dispose();

    [Fact]
    public async Task Objects_appear_in_the_module_s_own_view_without_colour()
    {
        ChildResult result = await RunAsync("Get-Sample");

        Assert.Equal("\nLabel    Bytes\n-----    -----\nn1       100\nn2       200\n\nmodule removed\n", result.Output);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task An_error_names_what_to_do_and_its_id_on_standard_error()
    {
        ChildResult result = await RunAsync("Write-Sample error; 'after'");

        Assert.Equal(
            "Write-Sample: It broke badly.\n  Recommended action: Mend it.\n  Error id: SampleBroke,Write-Sample\n", result.Error);
        Assert.Equal((0, "after\nmodule removed\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task A_command_that_fails_in_itself_does_not_end_the_script()
    {
        ChildResult result = await RunAsync("Get-Nothing; 'after'");

        Assert.Contains("'Get-Nothing' is not recognized", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("after\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_and_verbose_go_to_standard_output_and_redirected_progress_nowhere()
    {
        ChildResult result = await RunAsync("Write-Sample warning; Write-Sample verbose -Verbose; Write-Sample progress");

        Assert.Equal("WARNING: careful\nVERBOSE: talk\nmodule removed\n", result.Output);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task Arguments_bind_to_the_script_s_parameters()
    {
        string script = _module.Write(
            "script with blank.ps1",
            """
            param([string] $Name, [switch] $On, [int] $Count, [Parameter(ValueFromRemainingArguments)] $Rest)
            "$Name|$On|$Count|$Rest"
            $PSCommandPath
            $PSScriptRoot.Length -gt 0
            """);

        ChildResult result = await RunAsync(script, "-Name", "a b", "-On", "-Count:4", "x", "$HOME");

        Assert.Equal($"a b|True|4|x $HOME\n{script}\nTrue\nmodule removed\n", result.Output);
    }

    [Fact]
    public async Task The_words_of_a_command_are_joined_and_a_dash_reads_it_from_standard_input()
    {
        Assert.StartsWith("3\n", (await RunAsync("1", "+", "2")).Output, StringComparison.Ordinal);
        ChildResult read = await HostProcess.RunAsync([.. _module.RunWords, "-"], "$x = 3\n$x + 4\n", Cancel);
        Assert.StartsWith("7\n", read.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_read_from_standard_input_and_shown_nowhere()
    {
        string script = _module.Write(
            "ask.ps1",
            "param([Parameter(Mandatory)] [PSCredential] $Credential)\n"
            + "'{0} {1}' -f $Credential.UserName, $Credential.GetNetworkCredential().Password.Length");

        ChildResult result = await HostProcess.RunAsync([.. _module.RunWords, script], "bob\nhunter22\n", Cancel);

        Assert.Contains("bob 8\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_without_an_answer_is_an_error_that_says_so()
    {
        ChildResult result = await RunAsync("Write-Sample");

        Assert.Contains("missing mandatory parameters: What", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task A_missing_script_is_named()
    {
        ChildResult result = await RunAsync("missing.ps1");

        Assert.Equal((64, ""), (result.ExitCode, result.Output));
        Assert.Contains("There is no script 'missing.ps1'.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", 0, "Import-Module SmtpAdmin", "")]
    [InlineData("version", 0, "PowerShell engine 7.6.9", "")]
    [InlineData("nonsense", 64, "", "'nonsense' is not something")]
    public async Task Verbs_answer(string verb, int exitCode, string output, string error)
    {
        using ChildProcess child = HostProcess.Start(verb);
        ChildResult result = await child.FinishAsync("", Cancel);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(output, result.Output, StringComparison.Ordinal);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
    }

    private Task<ChildResult> RunAsync(params string[] arguments) => HostProcess.RunAsync([.. _module.RunWords, .. arguments], "", Cancel);
}
