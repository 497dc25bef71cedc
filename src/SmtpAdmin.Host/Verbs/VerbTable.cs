using System;
using System.Collections.Generic;

namespace SmtpAdmin.Host.Verbs;

/// <summary>The verbs by name. A new verb is a class and a line here and in the help.</summary>
internal static class VerbTable
{
    private static readonly Dictionary<string, IVerb> s_verbs = new(StringComparer.Ordinal)
    {
        ["run"] = new RunVerb(),
        ["help"] = new HelpVerb(),
        ["version"] = new VersionVerb(),
    };

    public static IVerb Find(string name)
        => s_verbs.TryGetValue(name, out IVerb? verb) ? verb : new UnknownVerb(name);
}
