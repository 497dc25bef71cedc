using System.Collections.Generic;

namespace SmtpAdmin.Cmdlets.Tests.Help;

/// <summary>What code, page and help file each say of a parameter, in the words of the page.</summary>
internal sealed record ParameterFacts(string Name)
{
    public string? Type { get; init; }

    public string Aliases { get; init; } = "";

    public string Position { get; init; } = "Named";

    public bool IsRequired { get; init; }

    public bool FromPipeline { get; init; }

    public bool FromPropertyName { get; init; }

    public bool HasWildcards { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Names each fact in which another source differs; a type that it does not state is not compared.</summary>
    public IEnumerable<string> DifferencesFrom(ParameterFacts other)
    {
        (string Fact, object Here, object There)[] facts =
        [
            ("type", Type ?? "", other.Type ?? Type ?? ""),
            ("aliases", Aliases, other.Aliases),
            ("position", Position, other.Position),
            ("mandatory", IsRequired, other.IsRequired),
            ("value from pipeline", FromPipeline, other.FromPipeline),
            ("value by property name", FromPropertyName, other.FromPropertyName),
            ("wildcards", HasWildcards, other.HasWildcards),
        ];
        foreach ((string fact, object here, object there) in facts)
        {
            if (!here.Equals(there))
            {
                yield return $"-{Name}: {fact} is '{here}', not '{there}'";
            }
        }
    }
}
