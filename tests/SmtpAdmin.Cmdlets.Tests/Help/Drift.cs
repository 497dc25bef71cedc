using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Help;

/// <summary>Compares parameters and says which one drifted, in what, and where.</summary>
internal static class Drift
{
    public static void AssertNone(
        string where,
        IReadOnlyDictionary<string, ParameterFacts> expected,
        IReadOnlyDictionary<string, ParameterFacts> actual)
    {
        string[] drift =
        [
            .. expected.Keys.Except(actual.Keys).Select(name => $"-{name} is missing"),
            .. actual.Keys.Except(expected.Keys).Select(name => $"-{name} does not exist"),
            .. expected.Keys.Intersect(actual.Keys).SelectMany(name => actual[name].DifferencesFrom(expected[name])),
        ];
        Assert.True(drift.Length == 0, $"{where} has drifted: {string.Join("; ", drift)}");
    }
}
