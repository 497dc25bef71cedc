using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Layout;

/// <summary>The rules of docs/architecture.md, held against the built assemblies and the sources.</summary>
public sealed class ReferenceRuleTests
{
    private static readonly string[] s_frameworks = ["net8.0", "net472"];

    public static TheoryData<string, string[]> AllowedProjects => new()
    {
        { "SmtpAdmin", [] },
        { "SmtpAdmin.Core", ["SmtpAdmin"] },
        { "SmtpAdmin.Relay", ["SmtpAdmin", "SmtpAdmin.Core"] },
        { "SmtpAdmin.Cmdlets", ["SmtpAdmin", "SmtpAdmin.Core", "SmtpAdmin.Relay"] },
    };

    [Theory, MemberData(nameof(AllowedProjects))]
    public void References_between_projects_run_one_way(string assembly, string[] allowed)
        => Assert.All(References(assembly), name => Assert.True(
            !name.StartsWith("SmtpAdmin", StringComparison.Ordinal) || allowed.Contains(name), $"{assembly} refers to {name}"));

    [Theory]
    [InlineData("System.Management.Automation", "SmtpAdmin.Cmdlets")]
    [InlineData("DnsClient", "SmtpAdmin.Core")]
    [InlineData("MailKit", "SmtpAdmin.Core")]
    [InlineData("MimeKit", "SmtpAdmin.Core")]
    [InlineData("Microsoft.Data.Sqlite", "SmtpAdmin.Relay")]
    public void A_package_is_referred_to_by_one_project_only(string package, string owner)
    {
        string[] users = [.. AllowedProjects.Select(row => row.Data.Item1).Where(assembly => References(assembly).Contains(package))];

        Assert.Equal([owner], users);
    }

    [Fact]
    public void The_public_types_need_no_package()
    {
        string[] framework = ["System", "netstandard", "mscorlib", "Microsoft.CSharp"];

        Assert.All(References("SmtpAdmin"), name => Assert.Contains(
            framework, prefix => name == prefix || name.StartsWith("System.", StringComparison.Ordinal)));
        Assert.DoesNotContain("System.Management.Automation", References("SmtpAdmin"));
    }

    [Theory]
    [InlineData(@"\bDnsClient\b", "SmtpAdmin.Core/Dns/")]
    [InlineData(@"\b(MailKit|MimeKit)\.", "SmtpAdmin.Core/")]
    [InlineData(@"\busing System\.Management\.Automation", "SmtpAdmin.Cmdlets/", "SmtpAdmin.Host/")]
    public void A_package_is_named_in_its_own_folders_only(string pattern, params string[] folders)
    {
        string source = Path.Combine(RepositoryFiles.Root, "src");
        IEnumerable<string> strangers = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(source, file).Replace('\\', '/'), File: file))
            .Where(item => !item.Name.Contains("/obj/", StringComparison.Ordinal)
                && !folders.Any(folder => item.Name.StartsWith(folder, StringComparison.Ordinal)))
            .Where(item => File.ReadLines(item.File).Any(
                line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Regex.IsMatch(line, pattern)))
            .Select(item => item.Name);

        Assert.Empty(strangers);
    }

    [Fact]
    public void No_foreign_type_stands_in_a_public_signature()
    {
        Assembly[] assemblies = [typeof(SmtpSendResult).Assembly, typeof(Cmdlets.Hosting.AsyncCmdlet).Assembly];
        IEnumerable<Type> exposed = assemblies
            .SelectMany(assembly => assembly.GetExportedTypes())
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(SignatureTypes);

        Assert.All(exposed, type => Assert.DoesNotContain(
            type.Assembly.GetName().Name, new[] { "DnsClient", "MailKit", "MimeKit", "Microsoft.Data.Sqlite", "SmtpAdmin.Core", "SmtpAdmin.Relay" }));
    }

    private static IEnumerable<Type> SignatureTypes(MemberInfo member) => member switch
    {
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        _ => [],
    };

    private static string[] References(string assembly)
        => [.. s_frameworks
            .Select(framework => Path.Combine(RepositoryFiles.Stage, framework, assembly + ".dll"))
            .Where(File.Exists)
            .SelectMany(AssemblyReferences.Read)
            .Distinct()];
}
