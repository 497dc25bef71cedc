using System.Linq;
using System.Reflection;

namespace SmtpAdmin.Cmdlets.Tests.Engine;

/// <summary>Paths that the build knows and writes into the test assembly.</summary>
internal static class BuildFacts
{
    /// <summary>The host's assembly, to be run with <c>dotnet</c>.</summary>
    public static string HostAssembly { get; } = Read(nameof(HostAssembly));

    /// <summary>A DnsClient of another version than the module's.</summary>
    public static string OtherDnsClient { get; } = Read(nameof(OtherDnsClient));

    private static string Read(string key)
        => typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == key).Value!;
}
