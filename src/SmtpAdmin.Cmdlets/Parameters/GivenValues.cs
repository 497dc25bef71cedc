using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>
/// What a user gave, where nothing is nothing: a column of a CSV file without a value is an empty text, and a property of
/// a directory object without one is null.
/// </summary>
internal static class GivenValues
{
    /// <summary>The values that are there; none where the parameter itself is null.</summary>
    public static IReadOnlyList<string> Given(this IEnumerable<string?>? values)
        => [.. (values ?? []).Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value!)];
}
