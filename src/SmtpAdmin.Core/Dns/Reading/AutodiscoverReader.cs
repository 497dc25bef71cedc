using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Reads where Outlook and Thunderbird look for a domain's settings; each way is answered for.</summary>
internal sealed class AutodiscoverReader(IDnsResolver resolver) : IRecordReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        Task<AutodiscoverRecord> host = ReadHostAsync(domain, AutodiscoverMethod.Host, "autodiscover", cancellationToken);
        Task<IReadOnlyList<AutodiscoverRecord>> service = ReadServiceAsync(domain, cancellationToken);
        Task<AutodiscoverRecord> autoconfig =
            ReadHostAsync(domain, AutodiscoverMethod.Autoconfig, "autoconfig", cancellationToken);
        await Task.WhenAll(host, service, autoconfig).ConfigureAwait(false);
        return
        [
            await host.ConfigureAwait(false),
            .. await service.ConfigureAwait(false),
            await autoconfig.ConfigureAwait(false),
        ];
    }

    private async Task<AutodiscoverRecord> ReadHostAsync(
        string domain, AutodiscoverMethod method, string label, CancellationToken cancellationToken)
    {
        string name = $"{label}.{domain}";
        HostAddresses found = await HostAddresses.ReadAsync(resolver, name, cancellationToken).ConfigureAwait(false);
        bool isFound = found.Status == DnsStatus.Found;
        string target = EscapedText.Escape(found.Answer.CanonicalName ?? name);
        return Create(domain, method, name, found.Answer) with
        {
            // An alias to a host without addresses is worth seeing: it is what is left of a service that was given up.
            Target = isFound || found.Answer.CanonicalName is not null ? target : null,
            Raw = isFound || found.Answer.CanonicalName is not null
                ? $"{target}. {string.Join(" ", found.Addresses)}".TrimEnd()
                : null,
            Addresses = found.Addresses,
            AddressStatus = found.Status,
        };
    }

    private async Task<IReadOnlyList<AutodiscoverRecord>> ReadServiceAsync(
        string domain, CancellationToken cancellationToken)
    {
        string name = $"_autodiscover._tcp.{domain}";
        ServiceRecords found = await ServiceRecords.ReadAsync(resolver, name, cancellationToken).ConfigureAwait(false);
        AutodiscoverRecord record = Create(domain, AutodiscoverMethod.Service, name, found.Answer);
        return found.Services.Count == 0 ? [record] : [.. found.Services.Select(target => Fill(record, target))];
    }

    private static AutodiscoverRecord Create(string domain, AutodiscoverMethod method, string name, DnsAnswer answer)
    {
        var record = new AutodiscoverRecord
        {
            Domain = domain,
            Method = method,
            QueryName = name,
            Status = answer.Status,
            CheckedAt = answer.AnsweredAt,
        };
        return record.With(answer);
    }

    private static AutodiscoverRecord Fill(AutodiscoverRecord record, ServiceTarget target) => record with
    {
        Raw = target.Raw,
        Port = target.Service.Port,
        Target = target.Host,
        IsNotOffered = target.Host is null,
        Addresses = target.Addresses?.Addresses ?? [],
        AddressStatus = target.Addresses?.Status,
        Problems = target.Problems,
    };
}
