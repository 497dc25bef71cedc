using System;

namespace SmtpAdmin;

/// <summary>
/// A rule for senders or recipients. Of a list, the first rule whose pattern matches decides; an address that none
/// matches passes. A rule never lets a client relay that could not without it.
/// </summary>
public sealed record SmtpRelayRule
{
    /// <summary>Reads a rule as a user types it: <c>block *.example.net</c> or <c>no-ads: block ads@example.net</c>.</summary>
    /// <param name="text">A name and a colon where wanted, then <c>allow</c> or <c>block</c>, then a pattern.</param>
    /// <exception cref="ArgumentException">The text is no rule.</exception>
    public SmtpRelayRule(string text)
    {
        string value = (text ?? string.Empty).Trim();
        int colon = value.IndexOf(':');
        int space = value.IndexOf(' ');
        bool isNamed = colon > 0 && (space < 0 || colon < space);
        string[] words = (isNamed ? value.Substring(colon + 1) : value).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        bool isAllow = words.Length == 2 && string.Equals(words[0], "allow", StringComparison.OrdinalIgnoreCase);
        bool isBlock = words.Length == 2 && string.Equals(words[0], "block", StringComparison.OrdinalIgnoreCase);
        if (!isAllow && !isBlock)
        {
            throw new ArgumentException($"'{value}' is no rule. Write for example: block *.example.net", nameof(text));
        }

        Action = isAllow ? RelayRuleAction.Allow : RelayRuleAction.Block;
        Pattern = words[1];
        Name = isNamed ? value.Substring(0, colon) : $"{(isAllow ? "allow" : "block")} {Pattern}";
    }

    /// <summary>The name by which a decision refers to the rule.</summary>
    public string Name { get; }

    /// <summary>What the rule does.</summary>
    public RelayRuleAction Action { get; }

    /// <summary>
    /// An address, a domain, <c>*.example.com</c> for the domains below one, <c>*</c> for any address, or
    /// <c>&lt;&gt;</c> for the null reverse-path of a bounce, which no other pattern matches.
    /// </summary>
    public string Pattern { get; }

    /// <summary>Returns the name.</summary>
    /// <returns>For example <c>block *.example.net</c>.</returns>
    public override string ToString() => Name;
}
