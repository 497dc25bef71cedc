using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Testing.Dns;

/// <summary>Records and behaviours by name; answers as an authoritative server that also follows its aliases.</summary>
internal sealed class Zone
{
    private const int MaxAliases = 8;
    private const int NxDomain = 3;

    private readonly List<ZoneRecord> _records = [];
    private readonly Dictionary<string, ZoneBehaviour> _behaviours = [];

    public Zone(string text) => ZoneText.Read(text, _records, _behaviours);

    public ZoneBehaviour BehaviourOf(string name) => _behaviours.GetValueOrDefault(name);

    /// <summary>
    /// Finds the records; a name below which others lie exists without records of its own (RFC 8020).
    /// </summary>
    public (int ResponseCode, IReadOnlyList<ZoneRecord> Answers) Find(string name, int type)
    {
        var answers = new List<ZoneRecord>();
        for (int aliases = 0; aliases <= MaxAliases; aliases++)
        {
            answers.AddRange(_records.Where(record => record.Name == name && record.Type == type));
            ZoneRecord? alias = _records.FirstOrDefault(record => record.Name == name && record.Target is not null);
            if (alias is null || type == DnsWire.Cname)
            {
                return (Exists(name) ? 0 : NxDomain, answers);
            }

            answers.Add(alias);
            name = alias.Target!;
        }

        return (0, answers);
    }

    private bool Exists(string name) =>
        _records.Any(record =>
            record.Name == name || record.Name.EndsWith("." + name, StringComparison.Ordinal));
}
