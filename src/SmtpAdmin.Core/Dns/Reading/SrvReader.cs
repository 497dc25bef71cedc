using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Reads where clients find a domain's mail services; each service is answered for.</summary>
internal sealed class SrvReader(IDnsResolver resolver) : IRecordReader
{
    // RFC 6186, section 3; _submissions by RFC 8314, section 5.1; _sieve by RFC 5804, section 1.8.
    /// <summary>The services in the order in which they are reported.</summary>
    public static IReadOnlyList<string> Services { get; } =
    [
        "_submissions._tcp", "_submission._tcp", "_imaps._tcp", "_imap._tcp", "_pop3s._tcp", "_pop3._tcp", "_sieve._tcp",
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        IReadOnlyList<SrvRecord>[] records = await Task.WhenAll(
            Services.Select(service => ReadAsync(domain, service, cancellationToken)))
            .ConfigureAwait(false);
        return [.. records.SelectMany(static list => list)];
    }

    private async Task<IReadOnlyList<SrvRecord>> ReadAsync(
        string domain, string service, CancellationToken cancellationToken)
    {
        string name = $"{service}.{domain}";
        ServiceRecords found = await ServiceRecords.ReadAsync(resolver, name, cancellationToken).ConfigureAwait(false);
        var record = new SrvRecord
        {
            Domain = domain,
            Service = service,
            QueryName = name,
            Status = found.Answer.Status,
            CheckedAt = found.Answer.AnsweredAt,
        };
        record = record.With(found.Answer);
        return found.Services.Count == 0 ? [record] : [.. found.Services.Select(target => Fill(record, target))];
    }

    private static SrvRecord Fill(SrvRecord record, ServiceTarget target) => record with
    {
        Raw = target.Raw,
        Priority = target.Service.Priority,
        Weight = target.Service.Weight,
        Port = target.Service.Port,
        Target = target.Host,
        IsNotOffered = target.Host is null,
        Addresses = target.Addresses?.Addresses ?? [],
        AddressStatus = target.Addresses?.Status,
        Problems = target.Problems,
    };
}
