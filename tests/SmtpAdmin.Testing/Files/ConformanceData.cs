using System;
using System.IO;

namespace SmtpAdmin.Testing.Files;

/// <summary>
/// Cases that others wrote. They are no part of the repository: they lie in <c>../shared/suites</c> beside it, or in the
/// folder that SMTPADMIN_SUITES names. A test without its cases is skipped and says so.
/// </summary>
public static class ConformanceData
{
    /// <summary>Why a test is skipped where its cases are absent.</summary>
    public const string Absent = "needs the conformance data in ../shared/suites, or its folder in SMTPADMIN_SUITES";

    /// <summary>The path of a file or folder of the data, or null where it is not there.</summary>
    public static string? Find(string relativePath)
    {
        string? named = Environment.GetEnvironmentVariable("SMTPADMIN_SUITES");
        string root = string.IsNullOrEmpty(named) ? Path.Combine(RepositoryFolder.Path, "..", "shared", "suites") : named;
        string path = Path.GetFullPath(Path.Combine(root, relativePath));
        return Path.Exists(path) ? path : null;
    }
}
