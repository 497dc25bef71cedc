using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SmtpAdmin.Core.Profiles;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Which profiles a user means.</summary>
internal static class ProfileNames
{
    /// <summary>The stored names that match wildcards, and every name without wildcards as it is, stored or not.</summary>
    public static IReadOnlyList<string> Matching(ProfileStore store, IEnumerable<string> names)
        => [.. names.SelectMany(name => WildcardPattern.ContainsWildcardCharacters(name) ? Find(store, name) : [name]).Distinct()];

    private static IEnumerable<string> Find(ProfileStore store, string pattern)
        => store.ListNames().Where(WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch);
}
