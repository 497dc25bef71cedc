using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Reads the start of the zone that a domain lies in.</summary>
internal sealed class SoaReader(IDnsResolver resolver) : IRecordReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        DnsAnswer answer = await ZoneClimb.AskAsync(
            resolver, domain, DnsRecordType.Soa, pastMissing: false, cancellationToken).ConfigureAwait(false);
        var record = new SoaRecord
        {
            Domain = domain,
            QueryName = answer.Question.Name,
            Status = answer.Status,
            CheckedAt = answer.AnsweredAt,
        };
        record = record.With(answer);
        DnsStartOfAuthority[] found = [.. answer.Records.OfType<DnsStartOfAuthority>()];
        return found.Length == 0 ? [record] : [.. found.Select(soa => Fill(record, soa, found.Length))];
    }

    private static SoaRecord Fill(SoaRecord record, DnsStartOfAuthority soa, int count)
    {
        string primary = EscapedText.Escape(soa.PrimaryServer);
        string mailbox = EscapedText.Escape(soa.ResponsibleMailbox);
        string raw = FormattableString.Invariant(
            $"{primary}. {mailbox}. {soa.Serial} {soa.Refresh.TotalSeconds} {soa.Retry.TotalSeconds} {soa.Expire.TotalSeconds} {soa.Minimum.TotalSeconds}");
        return record with
        {
            Raw = raw,
            PrimaryServer = primary,
            ResponsibleMailbox = Mailbox(mailbox),
            Serial = soa.Serial,
            Refresh = soa.Refresh,
            Retry = soa.Retry,
            Expire = soa.Expire,
            NegativeTimeToLive = soa.Minimum < soa.TimeToLive ? soa.Minimum : soa.TimeToLive,
            // RFC 2181, section 6.1: a zone has one SOA record.
            Problems = count == 1 ? [] : [HostProblems.Whole("SOA-MULTIPLE", raw)],
        };
    }

    // RFC 1035, section 8: the first label is the part before the at sign; a dot in it is written \.
    private static string Mailbox(string name)
    {
        var local = new StringBuilder();
        for (int at = 0; at < name.Length; at++)
        {
            if (name[at] == '.')
            {
                return $"{local}@{name.Substring(at + 1)}";
            }

            at += name[at] == '\\' && at + 1 < name.Length && !AsciiText.IsDigit(name[at + 1]) ? 1 : 0;
            local.Append(name[at]);
        }

        return local.ToString();
    }
}
