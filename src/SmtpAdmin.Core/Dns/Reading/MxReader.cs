using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads which hosts take a domain's mail, the preferred ones first (RFC 5321, section 5.1). A domain without MX
/// records takes mail at its own address; one with a null MX takes none (RFC 7505).
/// </summary>
internal sealed class MxReader(IDnsResolver resolver) : IRecordReader
{
    /// <summary>
    /// How many hosts' addresses are asked for: a message can hold thousands of MX records, and no client tries more.
    /// </summary>
    public const int MaxHosts = 20;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        DnsAnswer answer = await resolver.QueryAsync(domain, DnsRecordType.Mx, cancellationToken).ConfigureAwait(false);
        var record = new MxRecord
        {
            Domain = domain,
            QueryName = domain,
            Status = answer.Status,
            CheckedAt = answer.AnsweredAt,
        };
        record = record.With(answer);
        DnsMailExchange[] exchanges =
        [
            .. answer.Records.OfType<DnsMailExchange>()
                .OrderBy(static mx => mx.Preference).ThenBy(static mx => mx.Exchange, StringComparer.OrdinalIgnoreCase),
        ];
        return answer.Status switch
        {
            DnsStatus.Found => await Task.WhenAll(exchanges.Select((mx, index) => FillAsync(
                record, mx, exchanges, wantsAddresses: index < MaxHosts, cancellationToken))).ConfigureAwait(false),
            DnsStatus.NoData => [await ReadImplicitAsync(record, cancellationToken).ConfigureAwait(false)],
            _ => [record],
        };
    }

    private async Task<MxRecord> FillAsync(
        MxRecord record,
        DnsMailExchange mx,
        DnsMailExchange[] all,
        bool wantsAddresses,
        CancellationToken cancellationToken)
    {
        record = record with
        {
            Preference = mx.Preference,
            Exchange = EscapedText.Escape(mx.Exchange),
            Raw = FormattableString.Invariant($"{mx.Preference} {EscapedText.Escape(mx.Exchange)}."),
            IsNullMx = mx.Exchange.Length == 0,
        };
        if (record.IsNullMx)
        {
            // RFC 7505, section 3: a null MX MUST NOT stand beside other MX records.
            return all.Length == 1
                ? record
                : record with { Problems = [HostProblems.Whole("MX-NULL-NOT-ALONE", record.Raw)] };
        }

        // RFC 5321, section 5.1: the data of an MX is a host name, never an address.
        if (HostProblems.OfName(mx.Exchange) is { } code)
        {
            return record with { Problems = [HostProblems.Whole("MX-EXCHANGE-" + code, record.Raw)] };
        }

        var problems = new List<RecordProblem>();
        if (all.Count(other => string.Equals(other.Exchange, mx.Exchange, StringComparison.OrdinalIgnoreCase)) > 1)
        {
            problems.Add(HostProblems.Whole("MX-EXCHANGE-DUPLICATE", record.Raw));
        }

        if (wantsAddresses)
        {
            HostAddresses addresses = await HostAddresses.ReadAsync(resolver, mx.Exchange, cancellationToken)
                .ConfigureAwait(false);
            record = record with { Addresses = addresses.Addresses, AddressStatus = addresses.Status };
            // RFC 2181, section 10.3: the host of an MX must not be an alias.
            if (addresses.Answer.CanonicalName is not null)
            {
                problems.Add(HostProblems.Whole("MX-EXCHANGE-ALIAS", record.Raw));
            }
        }

        return record with { Problems = problems };
    }

    private async Task<MxRecord> ReadImplicitAsync(MxRecord record, CancellationToken cancellationToken)
    {
        HostAddresses addresses = await HostAddresses.ReadAsync(resolver, record.Domain, cancellationToken)
            .ConfigureAwait(false);
        bool isImplicit = addresses.Status == DnsStatus.Found;
        return record with
        {
            Exchange = isImplicit ? record.Domain : null,
            // Section 5.1: the implicit MX has preference 0.
            Preference = isImplicit ? 0 : null,
            IsImplicit = isImplicit,
            Addresses = addresses.Addresses,
            AddressStatus = addresses.Status,
        };
    }
}
