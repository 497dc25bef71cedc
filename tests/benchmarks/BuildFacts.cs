using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace SmtpAdmin.Benchmarks;

/// <summary>Paths and the version, as the build wrote them into this assembly.</summary>
internal static class BuildFacts
{
    private const int ShortCommit = 8;

    private static readonly Assembly s_assembly = typeof(BuildFacts).Assembly;

    /// <summary>The executable <c>smtpadmin</c>, to be run with <c>dotnet</c>.</summary>
    public static string HostAssembly { get; } = Read(nameof(HostAssembly));

    public static string Manifest { get; } = Path.Combine(Read("RepositoryRoot"), "SmtpAdmin.psd1");

    /// <summary>Our version with the commit that was built.</summary>
    public static string Version { get; } = Shorten(
        s_assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    // 0.1.0+ and the forty digits of the commit, of which the first eight do
    private static string Shorten(string version)
        => version.IndexOf('+', StringComparison.Ordinal) is > 0 and int plus && version.Length > plus + ShortCommit
            ? version[..(plus + 1 + ShortCommit)]
            : version;

    private static string Read(string key)
        => s_assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == key).Value!;
}
