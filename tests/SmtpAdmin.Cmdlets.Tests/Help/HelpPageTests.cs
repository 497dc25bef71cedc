using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Help;

/// <summary>The pages of docs/en-US, held against the code. Common parameters have no place in them.</summary>
public sealed class HelpPageTests
{
    public static TheoryData<string> Cmdlets => [.. CmdletFacts.Names];

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
        => Assert.Equal(
            CmdletFacts.Names,
            Directory.GetFiles(HelpPage.Folder, "*-*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Cmdlets))]
    public void The_page_states_the_parameters_as_the_code_has_them(string cmdlet)
        => Drift.AssertNone($"docs/en-US/{cmdlet}.md", CmdletFacts.All[cmdlet].Parameters, HelpPage.Read(cmdlet).Parameters);

    [Theory, MemberData(nameof(Cmdlets))]
    public void The_syntax_names_each_parameter_set_and_each_parameter(string cmdlet)
    {
        HelpPage page = HelpPage.Read(cmdlet);

        Assert.Equal(CmdletFacts.All[cmdlet].ParameterSets, page.ParameterSets);
        Assert.Equal(
            CmdletFacts.All[cmdlet].Parameters.Keys.Order(StringComparer.Ordinal),
            Regex.Matches(page.Syntax, @"[\s\[]-(\w+)").Select(name => name.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void The_page_names_the_output_types(string cmdlet)
        => Assert.Equal(
            CmdletFacts.All[cmdlet].OutputTypes.Order(StringComparer.Ordinal),
            HelpPage.Read(cmdlet).OutputTypes.Where(type => type != "None").Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Cmdlets))]
    public void Nothing_is_left_to_fill_in(string cmdlet)
    {
        HelpPage page = HelpPage.Read(cmdlet);

        Assert.DoesNotContain("{{ Fill", page.Text);
        Assert.NotEmpty(page.Synopsis);
        Assert.NotEmpty(page.Description);
        Assert.All(page.Parameters.Values, parameter => Assert.False(
            parameter.Description.Length == 0, $"{cmdlet} -{parameter.Name} has no description"));
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void Examples_have_a_purpose_a_command_and_its_output(string cmdlet)
    {
        IReadOnlyList<HelpExample> examples = HelpPage.Read(cmdlet).Examples;

        Assert.True(examples.Count >= 2, $"{cmdlet} has {examples.Count} examples");
        for (int number = 1; number <= examples.Count; number++)
        {
            HelpExample example = examples[number - 1];
            Assert.Matches($"^Example {number}: [A-Z].*[A-Za-z]$", example.Title);
            Assert.Contains(cmdlet, example.Command, StringComparison.Ordinal);
            Assert.False(example.Output.Length == 0, $"{cmdlet}, {example.Title}: no output");
        }
    }
}
