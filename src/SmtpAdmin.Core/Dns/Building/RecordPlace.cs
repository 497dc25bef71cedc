using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>Where a domain's records go, and the drafts that are made for there.</summary>
internal sealed class RecordPlace
{
    private readonly string? _zone;
    private readonly TimeSpan _timeToLive;

    /// <param name="domain">The domain as typed.</param>
    /// <param name="zone">The zone that holds the records; null where it is the domain.</param>
    /// <param name="timeToLive">How long resolvers may keep the records.</param>
    /// <exception cref="SmtpAdminException">One is no domain (DomainInvalid), or the domain is not within the zone.</exception>
    public RecordPlace(string domain, string? zone, TimeSpan timeToLive)
    {
        Domain = DomainName.Parse(domain);
        _zone = zone is null ? null : DomainName.Parse(zone);
        _timeToLive = timeToLive;
        if (_zone is not null && !DomainName.IsAtOrBelow(Domain, _zone))
        {
            throw new SmtpAdminException(ErrorKind.RecordValueInvalid, $"The domain {Domain} is not in the zone {_zone}.");
        }
    }

    /// <summary>The domain in normal form.</summary>
    public string Domain { get; }

    /// <summary>Makes the draft of a TXT record.</summary>
    /// <param name="type">The kind of record.</param>
    /// <param name="label">What stands before the domain, for example <c>_dmarc</c>; null for the domain itself.</param>
    /// <param name="text">The record's text.</param>
    /// <param name="warnings">What deserves a second look.</param>
    public MailDnsRecordDraft Text(MailDnsRecordType type, string? label, string text, IEnumerable<string> warnings)
    {
        string name = NameOf(label);
        IReadOnlyList<string> strings = ZoneText.Split(text);
        return new MailDnsRecordDraft
        {
            Domain = Domain,
            Type = type,
            Name = name,
            RecordType = "TXT",
            Value = text,
            Strings = strings,
            TimeToLive = _timeToLive,
            ZoneLine = Line(name, $"TXT {string.Join(" ", strings.Select(ZoneText.Quote))}"),
            DnsServerCommand = DnsServerCommand.AddText(Zone, Relative(name), text, _timeToLive),
            Warnings = warnings.Distinct().ToList(),
        };
    }

    /// <summary>Makes the draft of a null MX: the domain takes no mail (RFC 7505, section 3).</summary>
    public MailDnsRecordDraft NullMx()
    {
        return new MailDnsRecordDraft
        {
            Domain = Domain,
            Type = MailDnsRecordType.Mx,
            Name = Domain,
            RecordType = "MX",
            Value = "0 .",
            TimeToLive = _timeToLive,
            ZoneLine = Line(Domain, "MX 0 ."),
            DnsServerCommand = DnsServerCommand.AddMailExchange(Zone, Relative(Domain), 0, ".", _timeToLive),
        };
    }

    /// <summary>The same for a record that belongs to another domain, in the zone where that lies in it.</summary>
    public RecordPlace For(string domain) =>
        new(domain, _zone is not null && DomainName.IsAtOrBelow(domain, _zone) ? _zone : null, _timeToLive);

    private string Zone => _zone ?? Domain;

    private string NameOf(string? label)
    {
        if (label is null)
        {
            return Domain;
        }

        return DomainName.TryParse($"{label}.{Domain}", out string? name)
            ? name
            : throw new SmtpAdminException(
                ErrorKind.RecordValueInvalid, $"'{EscapedText.Shorten($"{label}.{Domain}")}' is no name that a record can have.");
    }

    private string Line(string name, string data) =>
        FormattableString.Invariant($"{name}. {(long)_timeToLive.TotalSeconds} IN {data}");

    private string Relative(string name) => name == Zone ? "@" : name.Substring(0, name.Length - Zone.Length - 1);
}
