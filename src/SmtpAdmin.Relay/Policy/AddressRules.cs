using System.Collections.Generic;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy;

/// <summary>A list of rules for one command; the first whose pattern matches decides.</summary>
internal sealed class AddressRules
{
    private readonly List<(AddressPattern Pattern, PolicyDecision Decision)> _rules = [];

    /// <param name="rules">The rules in their order; their patterns were checked before.</param>
    /// <param name="option">The name of the option that holds them.</param>
    /// <param name="refusal">What a blocked address is answered with.</param>
    public AddressRules(IEnumerable<SmtpRelayRule> rules, string option, Reply refusal)
    {
        foreach (SmtpRelayRule rule in rules)
        {
            if (AddressPattern.TryParse(rule.Pattern, out AddressPattern? pattern))
            {
                Reply? reply = rule.Action == RelayRuleAction.Block ? refusal : null;
                _rules.Add((pattern!, new PolicyDecision($"{option} '{rule.Name}'", reply)));
            }
        }
    }

    /// <returns>What the first matching rule says; null where none matches.</returns>
    public PolicyDecision? Decide(MailPath path)
    {
        foreach ((AddressPattern pattern, PolicyDecision decision) in _rules)
        {
            if (pattern.Matches(path))
            {
                return decision;
            }
        }

        return null;
    }
}
