using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Reflection;

namespace SmtpAdmin.Host.Verbs;

/// <summary>Prints the versions of the host and of the engine inside it.</summary>
internal sealed class VersionVerb : IVerb
{
    public int Run(IReadOnlyList<string> arguments)
    {
        Console.Out.WriteLine($"smtpadmin {VersionOf(typeof(VersionVerb))}");
        Console.Out.WriteLine($"PowerShell engine {VersionOf(typeof(PowerShell))}");
        return ExitCode.Success;
    }

    private static string VersionOf(Type type)
    {
        string? version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        // What follows the number names a source revision.
        return version?.Split('+', ' ')[0] ?? "unknown";
    }
}
