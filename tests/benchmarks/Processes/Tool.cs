using System;
using System.IO;
using System.Linq;

namespace SmtpAdmin.Benchmarks.Processes;

/// <summary>Finds installed programs.</summary>
internal static class Tool
{
    /// <summary>Where Debian puts Postfix; not on every user's path.</summary>
    private const string SystemFolder = "/usr/sbin";

    public static string? TryFind(string name)
        => (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(SystemFolder)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <exception cref="MissingToolException">It is not installed.</exception>
    public static string FindOfPostfix(string name)
        => TryFind(name) ?? throw new MissingToolException("needs Debian package postfix");
}
