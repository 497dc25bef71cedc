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
    private readonly bool _savesState;
    private readonly TimeProvider _clock;

    /// <summary>Makes a tester for one call of a command: what two domains have in common is asked once.</summary>
    /// <param name="resolver">Answers the questions.</param>
    /// <param name="baseline">The wanted state to compare with, or null.</param>
    /// <param name="clock">The time.</param>
    /// <param name="savesState">Whether a state is made of the records, so that all are read that it can hold.</param>
    public DomainTester(IDnsResolver resolver, DomainBaseline? baseline, TimeProvider clock, bool savesState = false)
    {
        var shared = CachingDnsResolver.Over(resolver);
        _reader = new DomainFactReader(shared, new MailDnsReader(shared), clock);
        _baseline = baseline;
        _clock = clock;
        _savesState = savesState;
    }

    /// <param name="domain">A domain or an e-mail address, as typed.</param>
    /// <param name="selectors">The DKIM selectors; none for a try of the common ones.</param>
    /// <param name="isParked">Whether the domain is meant to send and take no mail.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    /// <exception cref="SmtpAdminException">DomainInvalid: the domain or a selector is not valid.</exception>
    public async Task<MailDomainResult> TestAsync(
        string domain, IReadOnlyList<string> selectors, bool isParked, CancellationToken cancellationToken)
    {
        long started = _clock.GetTimestamp();
        DomainFacts facts = await _reader.ReadAsync(domain, QuestionsFor(domain, selectors), isParked, cancellationToken)
            .ConfigureAwait(false);
        MailDomainResult result = DomainJudge.Judge(facts) with { Duration = _clock.GetElapsedTime(started) };
        if (_baseline is null)
        {
            return result;
        }

        IReadOnlyList<MailDrift> drift = _baseline.Compare(result.Domain, result.Records);
        return result with { Drift = drift, Status = Worse(result.Status, drift) };
    }

    // What the wanted state names is asked for by its name: nobody would guess a selector.
    private DomainQuestions QuestionsFor(string domain, IReadOnlyList<string> selectors)
    {
        DomainQuestions wanted = _baseline is not null && DomainName.TryParse(domain, out string? name)
            ? _baseline.QuestionsFor(name)
            : new DomainQuestions();
        return wanted with
        {
            DkimSelectors = [.. selectors.Union(wanted.DkimSelectors, StringComparer.OrdinalIgnoreCase)],
            AsksServices = wanted.AsksServices || _savesState,
        };
    }

    private static CheckStatus Worse(CheckStatus status, IReadOnlyList<MailDrift> drift) =>
        status == CheckStatus.Fail || drift.Any(static one => one.Status == CheckStatus.Fail) ? CheckStatus.Fail
        : drift.Any(static one => one.Status == CheckStatus.Unknown) ? CheckStatus.Unknown
        : status;
}
