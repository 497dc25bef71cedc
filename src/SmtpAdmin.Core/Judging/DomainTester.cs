using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Judging.Baselines;

namespace SmtpAdmin.Core.Judging;

/// <summary>Tests domains one by one: reads the facts, judges them, compares with the wanted state.</summary>
internal sealed class DomainTester
{
    private readonly DomainFactReader _reader;
    private readonly DomainBaseline? _baseline;
    private readonly TimeProvider _clock;

    /// <summary>Makes a tester for one call of a command: what two domains have in common is asked once.</summary>
    public DomainTester(IDnsResolver resolver, DomainBaseline? baseline, TimeProvider clock)
    {
        var shared = CachingDnsResolver.Over(resolver);
        _reader = new DomainFactReader(shared, new MailDnsReader(shared), clock);
        _baseline = baseline;
        _clock = clock;
    }

    /// <inheritdoc cref="DomainFactReader.ReadAsync"/>
    public async Task<MailDomainResult> TestAsync(
        string domain, IReadOnlyList<string> selectors, bool isParked, CancellationToken cancellationToken)
    {
        long started = _clock.GetTimestamp();
        // A key that the wanted state names is asked for by its selector: nobody would guess it.
        IReadOnlyList<string> wanted = _baseline is null || !DomainName.TryParse(domain, out string? name)
            ? []
            : _baseline.DkimSelectors(name);
        DomainFacts facts = await _reader.ReadAsync(
            domain, [.. selectors.Union(wanted, StringComparer.OrdinalIgnoreCase)], isParked, cancellationToken).ConfigureAwait(false);
        MailDomainResult result = DomainJudge.Judge(facts) with { Duration = _clock.GetElapsedTime(started) };
        if (_baseline is null)
        {
            return result;
        }

        IReadOnlyList<MailDrift> drift = _baseline.Compare(result.Domain, result.Records);
        return result with { Drift = drift, Status = Worse(result.Status, drift) };
    }

    private static CheckStatus Worse(CheckStatus status, IReadOnlyList<MailDrift> drift) =>
        status == CheckStatus.Fail || drift.Any(static one => one.Status == CheckStatus.Fail) ? CheckStatus.Fail
        : drift.Any(static one => one.Status == CheckStatus.Unknown) ? CheckStatus.Unknown
        : status;
}
