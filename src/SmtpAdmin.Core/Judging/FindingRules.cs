using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Judging.Rules;

namespace SmtpAdmin.Core.Judging;

/// <summary>Every code that a finding can have, with what it means.</summary>
internal static class FindingRules
{
    private static readonly Dictionary<string, FindingRule> s_rules = new FindingRule[][]
    {
        MxRules.All, SpfRules.All, DkimRules.All, DmarcRules.All, TlsRules.All, DnsRules.All,
    }
    .SelectMany(static rules => rules).ToDictionary(static rule => rule.Code, StringComparer.Ordinal);

    public static IReadOnlyCollection<FindingRule> All => s_rules.Values;

    /// <summary>
    /// The rule of a code. The parsers' codes are many, and each says by itself what is wrong in the record; most share
    /// one meaning: what the standard does not allow, receivers may ignore.
    /// </summary>
    public static FindingRule Of(string code) => s_rules.TryGetValue(code, out FindingRule? rule)
        ? rule
        : new FindingRule(
            code,
            CheckStatus.Fail,
            FindingSeverity.Medium,
            "The record does not follow its standard here; receivers may ignore this part or all of it.",
            "Correct the part that the evidence shows.");
}
