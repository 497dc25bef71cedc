using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SmtpAdmin.Cmdlets.Tests.Engine;

namespace SmtpAdmin.Cmdlets.Tests.Help;

/// <summary>A page of docs/en-US, read as far as the tests need it.</summary>
internal sealed partial class HelpPage
{
    private HelpPage(string text)
    {
        Text = text;
        Synopsis = PlainText.From(Section("SYNOPSIS"));
        Description = PlainText.From(Section("DESCRIPTION"));
        ParameterSets = [.. Subsections("SYNTAX").Select(set => set.Title)];
        Syntax = Section("SYNTAX");
        OutputTypes = [.. Subsections("OUTPUTS").Select(output => output.Title)];
        Examples = [.. Subsections("EXAMPLES").Select(ReadExample)];
        Parameters = Subsections("PARAMETERS")
            .Where(parameter => parameter.Title.StartsWith('-'))
            .Select(parameter => ReadParameter(parameter.Title[1..], parameter.Body))
            .ToDictionary(parameter => parameter.Name);
    }

    public static string Folder { get; } = Path.Combine(RepositoryFiles.Root, "docs", "en-US");

    public string Text { get; }

    public string Synopsis { get; }

    public string Description { get; }

    public string Syntax { get; }

    public IReadOnlyList<string> ParameterSets { get; }

    public IReadOnlyList<string> OutputTypes { get; }

    public IReadOnlyList<HelpExample> Examples { get; }

    public IReadOnlyDictionary<string, ParameterFacts> Parameters { get; }

    public static HelpPage Read(string cmdlet)
        => new(File.ReadAllText(Path.Combine(Folder, cmdlet + ".md")));

    private static HelpExample ReadExample((string Title, string Body) section)
    {
        string[] fences = [.. Fence().Matches(section.Body).Select(fence => fence.Groups["text"].Value)];
        return new HelpExample(section.Title, fences.ElementAtOrDefault(0) ?? "", fences.ElementAtOrDefault(1) ?? "");
    }

    private static ParameterFacts ReadParameter(string name, string body)
    {
        string facts = Fence().Match(body).Groups["text"].Value;
        string Value(string key) => Regex.Match(facts, $"(?m)^ *(?:- )?{key}: '?(.*?)'?$").Groups[1].Value;
        bool Flag(string key) => bool.Parse(Value(key));
        string aliases = Regex.Match(facts, @"(?m)^Aliases:\n((?:- .*\n)*)").Groups[1].Value;
        return new ParameterFacts(name)
        {
            Type = Value("Type"),
            Aliases = string.Join(", ", Regex.Matches(aliases, "- (.*)").Select(alias => alias.Groups[1].Value)),
            Position = Value("Position"),
            IsRequired = Flag("IsRequired"),
            FromPipeline = Flag("ValueFromPipeline"),
            FromPropertyName = Flag("ValueFromPipelineByPropertyName"),
            HasWildcards = Flag("SupportsWildcards"),
            Description = PlainText.From(body[..body.IndexOf("```", StringComparison.Ordinal)]),
        };
    }

    private string Section(string title)
    {
        Match section = Regex.Match(Text, $@"(?ms)^## {title}\n(.*?)(?=^## |\z)");
        return section.Success ? section.Groups[1].Value.Trim() : throw new InvalidDataException($"No section {title}.");
    }

    private IEnumerable<(string Title, string Body)> Subsections(string title)
        => Regex.Matches(Section(title), @"(?ms)^### (.*?)$(.*?)(?=^### |\z)")
            .Select(part => (part.Groups[1].Value, part.Groups[2].Value.Trim()));

    [GeneratedRegex(@"(?ms)^```\w+\n(?<text>.*?)\n```$")]
    private static partial Regex Fence();
}
