using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>Tests the mechanisms that need no other record (RFC 7208, sections 5.1 and 5.3 to 5.7).</summary>
internal sealed class SpfMechanisms(SpfLedger ledger, SpfIdentity identity, TimeProvider time)
{
    private readonly SpfValidatedNames _names = new(ledger, identity.Address);
    private readonly bool _isIPv4 = identity.Address.AddressFamily == AddressFamily.InterNetwork;

    /// <summary>Tests a mechanism.</summary>
    /// <exception cref="SpfStopException">The evaluation ends in it.</exception>
    public async Task<bool> MatchAsync(SpfTerm term, SpfLedgerEntry entry, CancellationToken cancellationToken) =>
        term.Name switch
        {
            "all" => true,
            "ip4" or "ip6" => SpfAddressRange.Parse(term.Value!).Contains(identity.Address),
            "a" => await MatchHostAsync(term, entry, cancellationToken).ConfigureAwait(false),
            "mx" => await MatchExchangesAsync(term, entry, cancellationToken).ConfigureAwait(false),
            "ptr" => await MatchPointerAsync(term, entry, cancellationToken).ConfigureAwait(false),
            "exists" => await MatchExistsAsync(term, entry, cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentOutOfRangeException(nameof(term), term.Name, "No such mechanism."),
        };

    /// <summary>Expands the domain-spec of a term; null is the domain of the record (section 4.8).</summary>
    public async Task<string> TargetAsync(string? domainSpec, SpfLedgerEntry entry, CancellationToken cancellationToken) =>
        domainSpec is null
            ? entry.Domain
            : SpfMacroText.ExpandDomain(
                domainSpec,
                (await ValuesAsync(domainSpec, entry, cancellationToken).ConfigureAwait(false)).ValueOf)!;

    /// <summary>The macros' values for a text.</summary>
    public async Task<SpfMacroValues> ValuesAsync(string text, SpfLedgerEntry entry, CancellationToken cancellationToken)
    {
        string? name = SpfMacroText.Uses(text, 'p')
            ? await _names.ChooseAsync(entry, entry.Domain, cancellationToken).ConfigureAwait(false)
            : null;
        return new SpfMacroValues(identity, entry.Domain, name, time.GetUtcNow());
    }

    private async Task<bool> MatchHostAsync(SpfTerm term, SpfLedgerEntry entry, CancellationToken cancellationToken)
    {
        ledger.CountLookup(entry);
        SpfHost host = SpfHost.Parse(term.Value);
        string target = await TargetAsync(host.DomainSpec, entry, cancellationToken).ConfigureAwait(false);
        return await HasAddressAsync(target, host, entry, cancellationToken).ConfigureAwait(false);
    }

    // Section 5.4. A domain without MX records has none: no address of its own stands in (RFC 5321, section 5.1 does
    // not apply).
    private async Task<bool> MatchExchangesAsync(SpfTerm term, SpfLedgerEntry entry, CancellationToken cancellationToken)
    {
        ledger.CountLookup(entry);
        SpfHost host = SpfHost.Parse(term.Value);
        string target = await TargetAsync(host.DomainSpec, entry, cancellationToken).ConfigureAwait(false);
        DnsAnswer? answer = await ledger.RequireAsync(entry, target, DnsRecordType.Mx, cancellationToken)
            .ConfigureAwait(false);
        ledger.CountVoid(entry, answer);
        IReadOnlyList<string> exchanges = SpfExchanges.Of(answer);
        foreach (string exchange in exchanges.Take(SpfLimits.MaxHostsPerTerm))
        {
            if (await HasAddressAsync(exchange, host, entry, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        // Section 4.6.4: more than 10 address questions for one mx are a permerror.
        return exchanges.Count <= SpfLimits.MaxHostsPerTerm
            ? false
            : throw SpfLedger.Stop(
                entry,
                SpfResult.PermError,
                SpfProblemCodes.MxHostsExceeded,
                FormattableString.Invariant(
                    $"An mx may name {SpfLimits.MaxHostsPerTerm} hosts; this one names {exchanges.Count}."));
    }

    private async Task<bool> MatchPointerAsync(SpfTerm term, SpfLedgerEntry entry, CancellationToken cancellationToken)
    {
        string target = await TargetAsync(term.Value, entry, cancellationToken).ConfigureAwait(false);
        return (await _names.FindAsync(entry, cancellationToken).ConfigureAwait(false))
            .Any(name => DomainName.IsAtOrBelow(name, target));
    }

    // Section 5.7: the lookup is for A also where the client has an IPv6 address.
    private async Task<bool> MatchExistsAsync(SpfTerm term, SpfLedgerEntry entry, CancellationToken cancellationToken)
    {
        ledger.CountLookup(entry);
        string target = await TargetAsync(term.Value, entry, cancellationToken).ConfigureAwait(false);
        DnsAnswer? answer = await ledger.RequireAsync(entry, target, DnsRecordType.A, cancellationToken)
            .ConfigureAwait(false);
        ledger.CountVoid(entry, answer);
        return answer?.Status == DnsStatus.Found;
    }

    private async Task<bool> HasAddressAsync(
        string name, SpfHost host, SpfLedgerEntry entry, CancellationToken cancellationToken)
    {
        DnsRecordType type = _isIPv4 ? DnsRecordType.A : DnsRecordType.Aaaa;
        DnsAnswer? answer = await ledger.RequireAsync(entry, name, type, cancellationToken).ConfigureAwait(false);
        ledger.CountVoid(entry, answer);
        int prefix = _isIPv4 ? host.IPv4Prefix : host.IPv6Prefix;
        return (answer?.Records ?? []).OfType<DnsAddress>()
            .Any(record => new SpfAddressRange(record.Address, prefix).Contains(identity.Address));
    }
}
