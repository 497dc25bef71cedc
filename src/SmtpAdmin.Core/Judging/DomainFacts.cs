using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Building;
using SmtpAdmin.Core.Evaluation.Spf;

namespace SmtpAdmin.Core.Judging;

/// <summary>All that a domain is judged by. Nothing is asked any more once it is complete.</summary>
internal sealed record DomainFacts
{
    private static readonly TimeSpan s_timeToLive = TimeSpan.FromHours(1);

    /// <summary>The domain in normal form.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether the domain is meant to send and take no mail.</summary>
    public bool IsParked { get; init; }

    /// <summary>The records that were read.</summary>
    public required IReadOnlyList<MailDnsRecord> Records { get; init; }

    /// <summary>What the domain's SPF record costs and leads to.</summary>
    public required SpfAnalysis Spf { get; init; }

    /// <summary>Whether those who shall get DMARC reports have agreed.</summary>
    public required IReadOnlyList<DmarcReportDestination> ReportDestinations { get; init; }

    /// <summary>When the domain was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>Where the records go that a finding says to publish.</summary>
    public RecordPlace Place => new(Domain, zone: null, s_timeToLive);

    /// <summary>
    /// The line of a record that stands under a label; none where the domain's name leaves no room for that.
    /// </summary>
    public string[] Publish(string label, Func<RecordPlace, string> build) =>
        DomainName.TryParse($"{label}.{Domain}", out _) ? [build(Place)] : [];

    /// <summary>The records of one kind; there is always one, which says at least why there is none.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : MailDnsRecord => [.. Records.OfType<T>()];
}
