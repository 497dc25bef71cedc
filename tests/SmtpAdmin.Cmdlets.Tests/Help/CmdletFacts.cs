using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using SmtpAdmin.Cmdlets.Commands;

namespace SmtpAdmin.Cmdlets.Tests.Help;

/// <summary>A cmdlet as its code declares it.</summary>
internal sealed record CmdletFacts(
    string Name,
    IReadOnlyDictionary<string, ParameterFacts> Parameters,
    IReadOnlyList<string> ParameterSets,
    IReadOnlyList<string> OutputTypes)
{
    /// <summary>All cmdlets of the module, by name.</summary>
    public static IReadOnlyDictionary<string, CmdletFacts> All { get; } = typeof(SendSmtpMessageCommand).Assembly
        .GetExportedTypes()
        .Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null)
        .Select(Read)
        .ToDictionary(cmdlet => cmdlet.Name);

    /// <summary>The names as test data.</summary>
    public static IEnumerable<string> Names => All.Keys.Order(StringComparer.Ordinal);

    private static CmdletFacts Read(Type type)
    {
        CmdletAttribute cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        List<ParameterFacts> parameters =
            [.. type.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute))).Select(Read)];
        if (cmdlet.SupportsShouldProcess)
        {
            parameters.Add(Switch("WhatIf", "wi"));
            parameters.Add(Switch("Confirm", "cf"));
        }

        string[] sets =
        [
            .. type.GetProperties()
                .SelectMany(property => property.GetCustomAttributes<ParameterAttribute>())
                .Select(parameter => parameter.ParameterSetName)
                .Distinct(),
        ];
        return new CmdletFacts(
            $"{cmdlet.VerbName}-{cmdlet.NounName}",
            parameters.ToDictionary(parameter => parameter.Name),
            sets.Length > 1 ? [.. sets.Where(set => set != ParameterAttribute.AllParameterSets)] : sets,
            [.. type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).Select(output => output.Name)]);
    }

    private static ParameterFacts Read(PropertyInfo property)
    {
        ParameterAttribute parameter = property.GetCustomAttributes<ParameterAttribute>().First();
        return new ParameterFacts(property.Name)
        {
            Type = (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).FullName,
            Aliases = string.Join(", ", property.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []),
            Position = parameter.Position == int.MinValue ? "Named" : $"{parameter.Position}",
            IsRequired = parameter.Mandatory,
            FromPipeline = parameter.ValueFromPipeline,
            FromPropertyName = parameter.ValueFromPipelineByPropertyName,
            HasWildcards = property.IsDefined(typeof(SupportsWildcardsAttribute)),
        };
    }

    private static ParameterFacts Switch(string name, string alias)
        => new(name) { Type = typeof(SwitchParameter).FullName, Aliases = alias };
}
