using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads which hosts take a domain's mail, the preferred ones first (RFC 5321, section 5.1). A domain without MX
/// records takes mail at its own address; one with a null MX takes none (RFC 7505).
/// </summary>
internal sealed class MxReader(IDnsResolver resolver) : IRecordReader
{
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
            DnsStatus.Found => await Task.WhenAll(
                exchanges.Select(mx => FillAsync(record, mx, exchanges.Length, cancellationToken)))
                .ConfigureAwait(false),
            DnsStatus.NoData => [await ReadImplicitAsync(record, cancellationToken).ConfigureAwait(false)],
            _ => [record],
        };
    }

    private async Task<MxRecord> FillAsync(
        MxRecord record, DnsMailExchange mx, int count, CancellationToken cancellationToken)
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
            return count == 1 ? record : record with { Problems = [Problem("MX-NULL-NOT-ALONE", record)] };
        }

        // RFC 5321, section 5.1: the data of an MX is a host name, never an address.
        if (!DomainName.TryParse(mx.Exchange, out string? host))
        {
            string code = IPAddress.TryParse(mx.Exchange, out _) ? "MX-EXCHANGE-ADDRESS" : "MX-EXCHANGE-INVALID";
            return record with { Problems = [Problem(code, record)] };
        }

        HostAddresses addresses = await HostAddresses.ReadAsync(resolver, host, cancellationToken)
            .ConfigureAwait(false);
        return record with
        {
            Addresses = addresses.Addresses,
            AddressStatus = addresses.Status,
            // RFC 2181, section 10.3: the host of an MX must not be an alias.
            Problems = addresses.Answer.CanonicalName is null ? [] : [Problem("MX-EXCHANGE-ALIAS", record)],
        };
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

    private static RecordProblem Problem(string code, MxRecord record) =>
        new(code, 0, EscapedText.Shorten(record.Raw!));
}
