using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using SmtpAdmin.Cmdlets.Tests.Engine;

namespace SmtpAdmin.Cmdlets.Tests.Help;

/// <summary>What the help file that Get-Help reads says of a cmdlet.</summary>
internal sealed class HelpFile
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private HelpFile(XElement command)
    {
        Synopsis = Prose(command.Element(s_command + "details")!.Element(s_maml + "description"));
        Description = Prose(command.Element(s_maml + "description"));
        ParameterSets = command.Descendants(s_command + "syntaxItem").Count();
        Examples =
        [
            .. command.Descendants(s_command + "example").Select(example => new HelpExample(
                example.Element(s_maml + "title")!.Value.Trim('-', ' '), example.Element(s_dev + "code")!.Value, "")),
        ];
        Parameters = command.Element(s_command + "parameters")!.Elements()
            .Select(ReadParameter)
            .ToDictionary(parameter => parameter.Name);
    }

    public static string Path { get; } = System.IO.Path.Combine(
        RepositoryFiles.Root, "src", "SmtpAdmin.Module", "en-US", "SmtpAdmin.Cmdlets.dll-Help.xml");

    public string Synopsis { get; }

    public string Description { get; }

    public int ParameterSets { get; }

    public IReadOnlyList<HelpExample> Examples { get; }

    public IReadOnlyDictionary<string, ParameterFacts> Parameters { get; }

    /// <summary>All cmdlets that the file has help for, by name.</summary>
    public static IReadOnlyDictionary<string, HelpFile> ReadAll()
        => XDocument.Parse(File.ReadAllText(Path)).Root!.Elements(s_command + "command").ToDictionary(
            command => command.Descendants(s_command + "name").First().Value, command => new HelpFile(command));

    private static ParameterFacts ReadParameter(XElement parameter)
    {
        string pipeline = parameter.Attribute("pipelineInput")!.Value;
        string aliases = parameter.Attribute("aliases")!.Value;
        return new ParameterFacts(parameter.Element(s_maml + "name")!.Value)
        {
            Type = parameter.Element(s_dev + "type")!.Element(s_maml + "name")!.Value,
            Aliases = aliases == "none" ? "" : aliases,
            Position = parameter.Attribute("position")!.Value,
            IsRequired = bool.Parse(parameter.Attribute("required")!.Value),
            FromPipeline = pipeline.Contains("ByValue"),
            FromPropertyName = pipeline.Contains("ByPropertyName"),
            HasWildcards = bool.Parse(parameter.Attribute("globbing")!.Value),
            Description = Prose(parameter.Element(s_maml + "description")),
        };
    }

    private static string Prose(XElement? element)
        => PlainText.From(string.Join(" ", element!.Elements(s_maml + "para").Select(paragraph => paragraph.Value)));
}
