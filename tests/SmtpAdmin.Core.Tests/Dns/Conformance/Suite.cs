using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>
/// Reads the cases of public conformance suites, which are not part of this repository: from the folder that
/// SMTPADMIN_SUITES names, or from <c>../shared/suites</c> beside the repository.
/// </summary>
internal static class Suite
{
    /// <summary>Why a suite's tests are skipped where it is not there.</summary>
    public const string Absent = "The conformance suites are not on this machine; SMTPADMIN_SUITES names their folder.";

    /// <summary>The cases of a file; none where the suites are not there.</summary>
    public static IReadOnlyList<JsonElement> Cases(string file)
    {
        string? folder = Environment.GetEnvironmentVariable("SMTPADMIN_SUITES") ?? BesideRepository();
        string path = Path.Combine(folder ?? string.Empty, file);
        if (!File.Exists(path))
        {
            return [];
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(element => element.Clone())];
    }

    /// <summary>Whether a problem is only that something is out of use; that makes no record invalid.</summary>
    public static bool IsObsolete(RecordProblem problem) =>
        problem.Code.EndsWith("-OBSOLETE", StringComparison.Ordinal);

    private static string? BesideRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SmtpAdmin.sln")))
        {
            folder = folder.Parent;
        }

        return folder is null ? null : Path.Combine(folder.FullName, "..", "shared", "suites");
    }
}
