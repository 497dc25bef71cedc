using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>
/// Finds the names of the client that its address confirms (RFC 7208, section 5.5). They are the client's, not the
/// domain's: what cannot be looked up is left out and never an error.
/// </summary>
internal sealed class SpfValidatedNames(SpfLedger ledger, IPAddress address)
{
    private List<string>? _names;

    /// <summary>Asks for the names and confirms each; names over 10 are ignored (section 4.6.4).</summary>
    public async Task<List<string>> FindAsync(SpfLedgerEntry entry, CancellationToken cancellationToken)
    {
        ledger.CountLookup(entry);
        DnsAnswer? pointers = await ledger.AskAsync(
            entry, ReverseName.InArpa(address), DnsRecordType.Ptr, cancellationToken).ConfigureAwait(false);
        ledger.CountVoid(entry, pointers);
        DnsRecordType type = address.AddressFamily == AddressFamily.InterNetwork ? DnsRecordType.A : DnsRecordType.Aaaa;
        var names = new List<string>();
        foreach (DnsHostName pointer in (pointers?.Records ?? []).OfType<DnsHostName>().Take(SpfLimits.MaxHostsPerTerm))
        {
            DnsAnswer? answer = await ledger.AskAsync(entry, pointer.Name.TrimEnd('.'), type, cancellationToken)
                .ConfigureAwait(false);
            if ((answer?.Records ?? []).OfType<DnsAddress>().Any(record => record.Address.Equals(address)))
            {
                names.Add(pointer.Name.TrimEnd('.'));
            }
        }

        return _names = names;
    }

    /// <summary>The value of the <c>p</c> macro, or null; the names are looked up once (section 7.3).</summary>
    public async Task<string?> ChooseAsync(SpfLedgerEntry entry, string domain, CancellationToken cancellationToken)
    {
        List<string> names = _names ?? await FindAsync(entry, cancellationToken).ConfigureAwait(false);
        return names.Find(name => string.Equals(name, domain, StringComparison.OrdinalIgnoreCase))
            ?? names.Find(name => DomainName.IsAtOrBelow(name, domain))
            ?? names.FirstOrDefault();
    }
}
