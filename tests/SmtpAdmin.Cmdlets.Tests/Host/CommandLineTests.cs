using System;
using System.Linq;
using SmtpAdmin.Host;
using SmtpAdmin.Host.Engine;
using SmtpAdmin.Host.Verbs;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Host;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "help", "")]
    [InlineData("-h", "help", "")]
    [InlineData("--help", "help", "")]
    [InlineData("HELP", "help", "")]
    [InlineData("--version", "version", "")]
    [InlineData("run a -h", "run", "a -h")]
    [InlineData("relay start", "relay", "start")]
    public void The_first_word_is_the_verb(string words, string verb, string rest)
    {
        CommandLine commandLine = CommandLine.Parse(Words(words));

        Assert.Equal(verb, commandLine.Verb);
        Assert.Equal(Words(rest), commandLine.Arguments);
    }

    [Theory]
    [InlineData("a.ps1 -X 1", "a.ps1", "-X 1", null)]
    [InlineData("--module m a.ps1", "a.ps1", "", "m")]
    [InlineData("a.ps1 --module m", "a.ps1", "--module m", null)]
    [InlineData("-- --x", "--x", "", null)]
    [InlineData("-", "-", "", null)]
    public void Options_of_run_end_at_its_target(string words, string target, string rest, string? module)
    {
        RunOptions options = RunOptions.Parse(Words(words));

        Assert.Equal((target, module), (options.Target, options.ModulePath));
        Assert.Equal(Words(rest), options.Arguments);
    }

    [Theory]
    [InlineData("", "needs a script")]
    [InlineData("--module", "needs a path")]
    [InlineData("--module m", "needs a script")]
    [InlineData("--nonsense a", "--nonsense")]
    public void Run_says_what_it_cannot_read(string words, string expected)
        => Assert.Contains(expected, Assert.Throws<UsageException>(() => RunOptions.Parse(Words(words))).Message);

    [Theory]
    [InlineData("a", "=a")]
    [InlineData("-", "=-")]
    [InlineData("-Name a", "-Name= =a")]
    [InlineData("-Name:a", "-Name=a")]
    [InlineData("-Name:a:b", "-Name=a:b")]
    [InlineData("-Name: a", "-Name=a")]
    [InlineData("-Name:", "-Name=")]
    [InlineData("-On:$false", "-On=False")]
    [InlineData("-On:$TRUE", "-On=True")]
    [InlineData("$HOME", "=$HOME")]
    public void Script_arguments_follow_the_rules_of_pwsh_File(string words, string expected)
        => Assert.Equal(expected, string.Join(' ', ScriptArguments.Parse(Words(words)).Select(p => $"{p.Name}={p.Value}")));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
