using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Tests.Dns;
using SmtpAdmin.Testing.Files;
using YamlDotNet.RepresentationModel;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>Reads the RFC 7208 test suite: YAML documents, each a zone and the cases that are run against it.</summary>
internal static class Rfc7208Suite
{
    private static readonly Lazy<IReadOnlyList<YamlMappingNode>> s_scenarios = new(Load);

    public static IReadOnlyList<YamlMappingNode> Scenarios => s_scenarios.Value;

    public static string? Text(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out YamlNode? value)
            ? ((YamlScalarNode)value).Value
            : null;

    public static YamlMappingNode Map(YamlNode node, string key) => (YamlMappingNode)node[key];

    public static string Name(YamlNode node) => ((YamlScalarNode)node).Value!;

    public static string[] Texts(YamlNode node) =>
        node is YamlSequenceNode list ? [.. list.Select(Name)] : [Name(node)];

    /// <summary>The zone: records of type SPF stand for TXT records where a name has none, TIMEOUT for silence.</summary>
    public static MemoryResolver Zone(YamlMappingNode scenario)
    {
        var zone = new MemoryResolver();
        foreach ((YamlNode name, YamlNode records) in Map(scenario, "zonedata").Children)
        {
            Add(zone, Name(name), (YamlSequenceNode)records);
        }

        return zone;
    }

    private static void Add(MemoryResolver zone, string name, YamlSequenceNode records)
    {
        (string Type, string[] Values)[] entries =
        [
            .. records.OfType<YamlMappingNode>().SelectMany(static map => map.Children)
                .Select(static pair => (Name(pair.Key), Texts(pair.Value))),
        ];
        bool hasText = entries.Any(static entry => entry.Type == "TXT");
        var types = new HashSet<DnsRecordType>();
        foreach ((string type, string[] values) in entries)
        {
            if (type == "CNAME")
            {
                zone.Alias(name, values[0]);
            }
            else if (!(type == "SPF" && hasText) && !(type == "TXT" && values is ["NONE"]))
            {
                DnsData data = Data(type, values);
                DnsRecordType wire = type == "SPF" ? DnsRecordType.Txt : Enum.Parse<DnsRecordType>(type, ignoreCase: true);
                zone.Add(name, wire, data);
                types.Add(wire);
            }
        }

        if (records.OfType<YamlScalarNode>().Any(static node => node.Value == "TIMEOUT"))
        {
            foreach (DnsRecordType silent in Enum.GetValues<DnsRecordType>().Where(type => !types.Contains(type)))
            {
                zone.Fail(name, silent, DnsStatus.Timeout);
            }
        }
    }

    private static DnsData Data(string type, string[] values) =>
        type switch
        {
            "SPF" or "TXT" => new DnsText(MemoryResolver.TimeToLive, EscapedText.Escape(string.Concat(values))),
            "A" or "AAAA" => new DnsAddress(MemoryResolver.TimeToLive, IPAddress.Parse(values[0])),
            "MX" => new DnsMailExchange(
                MemoryResolver.TimeToLive, int.Parse(values[0], CultureInfo.InvariantCulture), values[1]),
            "PTR" => new DnsHostName(MemoryResolver.TimeToLive, values[0].TrimEnd('.')),
            _ => throw new FormatException($"The suite has no type {type}."),
        };

    private static IReadOnlyList<YamlMappingNode> Load()
    {
        if (ConformanceData.Find("spf-rfc7208/test/rfc7208-tests.yml") is not { } path)
        {
            return [];
        }

        using var reader = new StreamReader(path);
        var stream = new YamlStream();
        stream.Load(reader);
        return [.. stream.Documents.Select(static document => (YamlMappingNode)document.RootNode)];
    }
}
