using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Help;

/// <summary>The help file, held against the pages that it is made from. Where it drifts: <c>build.ps1 -Task Docs</c>.</summary>
public sealed class HelpFileTests
{
    private static readonly IReadOnlyDictionary<string, HelpFile> s_help = HelpFile.ReadAll();

    public static TheoryData<string> Cmdlets => [.. CmdletFacts.Names];

    [Fact]
    public void Every_cmdlet_has_help()
        => Assert.Equal(CmdletFacts.Names, s_help.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Cmdlets))]
    public void The_help_states_the_parameters_as_the_code_has_them(string cmdlet)
        => Drift.AssertNone($"{cmdlet} in the help file", CmdletFacts.All[cmdlet].Parameters, s_help[cmdlet].Parameters);

    [Theory, MemberData(nameof(Cmdlets))]
    public void The_help_says_what_the_page_says(string cmdlet)
    {
        HelpPage page = HelpPage.Read(cmdlet);
        HelpFile help = s_help[cmdlet];

        Assert.Equal(page.Synopsis, help.Synopsis);
        Assert.Equal(page.Description, help.Description);
        Assert.Equal(page.ParameterSets.Count, help.ParameterSets);
        Assert.All(page.Parameters.Values, parameter => Assert.Equal(
            $"-{parameter.Name} {parameter.Description}", $"-{parameter.Name} {help.Parameters[parameter.Name].Description}"));
        Assert.Equal(page.Examples.Select(example => example.Title), help.Examples.Select(example => example.Title));
        Assert.Equal(
            page.Examples.Select(example => $"{example.Command}\n\n{example.Output}"),
            help.Examples.Select(example => example.Command));
    }

    [Fact]
    public void The_help_is_plain_text_in_UTF8_without_marks_or_dates()
    {
        string text = File.ReadAllText(HelpFile.Path);

        Assert.All(
            new[] { "{{ Fill", "```", "\r", "\u0080", "&#x80;", "\uFFFD", "ms.date", "â€" },
            mark => Assert.DoesNotContain(mark, text, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"\*\*\w", text);
        Assert.NotEqual(0xEF, File.ReadAllBytes(HelpFile.Path)[0]);
    }

    [Theory]
    [InlineData("SmtpAdmin.Cmdlets.dll-Help.xml")]
    [InlineData("about_SmtpAdmin.help.txt")]
    public void What_is_staged_is_what_is_kept(string file)
        => Assert.All(new[] { "net8.0", "net472" }, framework => Assert.Equal(
            File.ReadAllText(Path.Combine(Path.GetDirectoryName(HelpFile.Path)!, file)),
            File.ReadAllText(Path.Combine(RepositoryFiles.Stage, framework, "en-US", file))));
}
