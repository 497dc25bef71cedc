using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Judging.Baselines;

/// <summary>What a domain publishes, under paths that stay the same from one reading to the next.</summary>
internal sealed class DomainState
{
    private readonly SortedDictionary<string, string?> _values = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly DkimRecord? _anySelector;

    private DomainState(IReadOnlyList<MailDnsRecord> records)
    {
        foreach (IGrouping<string, StateFact> facts in records.SelectMany(RecordFacts.Of).GroupBy(static f => f.Path))
        {
            if (facts.All(static fact => fact.IsKnown))
            {
                _values.Add(facts.Key, Join(facts.Key, facts));
            }
            else
            {
                _unknown.Add(facts.Key);
            }
        }

        _anySelector = records.OfType<DkimRecord>().FirstOrDefault(static record => record.TriedSelectors.Count > 0);
        if (_anySelector?.Status == DnsStatus.NoData)
        {
            // There is something under selectors that were not tried, or was: nothing is known of all together.
            _values.Remove(StatePath.AnyDkim);
            _unknown.Add(StatePath.AnyDkim);
        }
    }

    /// <summary>The values by path; null where it is known that there is none.</summary>
    public IReadOnlyDictionary<string, string?> Values => _values;

    /// <summary>The paths that were asked for and are not known.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown;

    /// <summary>Takes the state from what was read of one domain. Kinds of records that have no part in it are skipped.</summary>
    public static DomainState Of(IReadOnlyList<MailDnsRecord> records) => new(records);

    /// <summary>Returns whether it is known what is at the path, and what: null where nothing is.</summary>
    public bool TryGet(string path, out string? value)
    {
        if (_values.TryGetValue(path, out value))
        {
            return true;
        }

        value = null;
        return !_unknown.Contains(path)
            && path.StartsWith(StatePath.DkimPrefix, StringComparison.Ordinal)
            && (path == StatePath.AnyDkim ? TryGetAny(out value) : TryGetUnnamed(path, out value));
    }

    // The selector has no record of its own: what is known is what the tries say together.
    private bool TryGetUnnamed(string path, out string? value)
    {
        value = null;
        if (_anySelector is not { } any || !RecordFacts.IsKnown(any))
        {
            return false;
        }

        if (any.TriedSelectors.Any(selector => StatePath.Dkim(selector) == path))
        {
            value = _values.TryGetValue(StatePath.AnyDkim, out string? text) ? text : null;
            return true;
        }

        // RFC 8020: nothing is below a name that does not exist.
        return any.Status == DnsStatus.NxDomain;
    }

    // The tries found keys, so no record speaks for them together: the keys themselves do.
    private bool TryGetAny(out string? value)
    {
        string[] keys =
        [
            .. _values.Where(static pair => pair.Value is not null
                    && pair.Key.StartsWith(StatePath.DkimPrefix, StringComparison.Ordinal))
                .Select(static pair => pair.Value!).Distinct().OrderBy(static key => key, StringComparer.Ordinal),
        ];
        value = keys.Length == 0 ? null : string.Join(StateText.TextSeparator, keys);
        return value is not null;
    }

    private static string? Join(string path, IEnumerable<StateFact> facts)
    {
        string[] texts =
        [
            .. facts.Select(static fact => fact.Text).OfType<string>().Distinct()
                .OrderBy(static text => text, StringComparer.Ordinal),
        ];
        string separator = StateText.IsList(path) ? StateText.ListSeparator : StateText.TextSeparator;
        return texts.Length == 0 ? null : StateText.Normalize(path, string.Join(separator, texts));
    }
}
