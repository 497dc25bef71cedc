using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using SmtpAdmin.Testing.Files;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>Reads the cases of public conformance suites.</summary>
internal static class Suite
{
    /// <summary>The cases of a file; none where the suites are not there.</summary>
    public static IReadOnlyList<JsonElement> Cases(string file)
    {
        if (ConformanceData.Find(file) is not { } path)
        {
            return [];
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(element => element.Clone())];
    }

    /// <summary>Whether a problem is only that something is out of use; that makes no record invalid.</summary>
    public static bool IsObsolete(RecordProblem problem) =>
        problem.Code.EndsWith("-OBSOLETE", StringComparison.Ordinal);
}
