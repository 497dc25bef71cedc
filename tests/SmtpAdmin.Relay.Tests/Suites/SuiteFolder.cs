using System;
using System.IO;
using System.Linq;

namespace SmtpAdmin.Relay.Tests.Suites;

/// <summary>Finds the shared conformance data beside the repository; it is not part of it.</summary>
internal static class SuiteFolder
{
    private const string Variable = "SMTPADMIN_SUITES";

    public const string Missing = "needs the conformance data in ../shared/suites, or its folder in " + Variable;

    /// <summary>The folder of a suite, or null where the data is not on this machine.</summary>
    public static string? Find(string suite)
    {
        string? root = Environment.GetEnvironmentVariable(Variable);
        root ??= RepositoryRoot() is { } repository ? Path.Combine(repository, "..", "shared", "suites") : null;
        string? folder = root is null ? null : Path.Combine(root, suite);
        return Directory.Exists(folder) ? folder : null;
    }

    private static string? RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !folder.EnumerateFiles("SmtpAdmin.*").Any(IsRootFile))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    private static bool IsRootFile(FileInfo file) => file.Name is "SmtpAdmin.sln" or "SmtpAdmin.psd1";
}
