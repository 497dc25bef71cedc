using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>Evaluates SPF for a client (RFC 7208): the verdict, the term that decided, and what each term cost.</summary>
internal sealed class SpfEvaluator(IDnsResolver resolver, TimeProvider time, SpfLimits? limits = null)
{
    private readonly SpfLimits _limits = limits ?? new SpfLimits();

    /// <summary>Evaluates. A failure of the domain name system is a verdict (TempError), never an exception.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<MailSpfResult> EvaluateAsync(SpfIdentity identity, CancellationToken cancellationToken)
    {
        MailSpfResult result = Describe(identity);
        if (!identity.IsDomainValid)
        {
            // Section 4.3: "check_host() immediately returns the result 'none'".
            return result with
            {
                ProblemCode = SpfProblemCodes.DomainInvalid,
                Problem = "There is no domain that could have an SPF record.",
            };
        }

        var ledger = new SpfLedger(resolver, _limits);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using ITimer timer = StartTimer(deadline);
        try
        {
            result = await CheckAsync(identity, ledger, result, deadline.Token).ConfigureAwait(false);
        }
        catch (SpfStopException stop)
        {
            result = Describe(result, stop, ledger);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Section 4.6.4: "If such a limit is exceeded, the result of authorization SHOULD be 'temperror'".
            string detail = FormattableString.Invariant(
                $"The evaluation took longer than {_limits.TimeLimit.TotalSeconds:0} seconds.");
            result = Describe(
                result, new SpfStopException(SpfResult.TempError, SpfProblemCodes.TimeExceeded, detail), ledger);
        }

        return result with { LookupCount = ledger.Lookups, VoidLookupCount = ledger.VoidLookups, Trace = ledger.Steps };
    }

    private async Task<MailSpfResult> CheckAsync(
        SpfIdentity identity, SpfLedger ledger, MailSpfResult result, CancellationToken cancellationToken)
    {
        var mechanisms = new SpfMechanisms(ledger, identity, time);
        var frame = new SpfFrame(identity.Domain, []);
        SpfLedgerEntry reading = ledger.Begin(frame.Entry("v=spf1"));
        SpfVerdict verdict = await new SpfCheck(ledger, mechanisms).CheckHostAsync(frame, reading, cancellationToken)
            .ConfigureAwait(false);
        ledger.End(reading, verdict.Result != SpfResult.None);
        return result with
        {
            Result = verdict.Result,
            Mechanism = verdict.Decisive?.Term,
            MechanismDomain = verdict.Decisive?.Domain,
            Origin = verdict.Decisive?.Origin ?? [],
            Explanation = verdict is { Result: SpfResult.Fail, Explanation: not null }
                ? await ExplainAsync(verdict, ledger, mechanisms, cancellationToken).ConfigureAwait(false)
                : null,
        };
    }

    // Section 6.2: any error, no record or several, and it is as if there were no exp.
    private static async Task<string?> ExplainAsync(
        SpfVerdict verdict, SpfLedger ledger, SpfMechanisms mechanisms, CancellationToken cancellationToken)
    {
        SpfTerm term = verdict.Explanation!;
        SpfLedgerEntry entry = ledger.Begin(verdict.Record.Entry(term.Show(), isFree: true));
        try
        {
            string target = await mechanisms.TargetAsync(term.Value, entry, cancellationToken).ConfigureAwait(false);
            DnsAnswer? answer = await ledger.AskAsync(entry, target, DnsRecordType.Txt, cancellationToken)
                .ConfigureAwait(false);
            string[] texts = [.. (answer?.Records ?? []).OfType<DnsText>().Select(static record => record.Text)];
            if (texts.Length != 1 || !SpfDomainSpec.IsExplanation(texts[0]))
            {
                ledger.End(entry, isMatch: false);
                return null;
            }

            SpfMacroValues values = await mechanisms.ValuesAsync(texts[0], entry, cancellationToken)
                .ConfigureAwait(false);
            string text = SpfMacroText.ExpandExplanation(texts[0], values.ValueOf)!;
            ledger.End(entry, isMatch: true);
            // A macro can bring in what the sender wrote.
            return text.All(static character => character < '\x80') ? PrintableText.From(text, int.MaxValue) : null;
        }
        catch (OperationCanceledException)
        {
            // The time is up and the verdict stands; where the caller gave up, the next wait ends.
            entry.Detail = SpfProblemCodes.TimeExceeded;
            return null;
        }
    }

    private MailSpfResult Describe(SpfIdentity identity) =>
        new()
        {
            Domain = PrintableText.From(identity.Domain),
            IpAddress = identity.Address,
            Sender = PrintableText.From(identity.Sender),
            Helo = identity.Helo is null ? null : PrintableText.From(identity.Helo),
            Result = SpfResult.None,
            LookupCount = 0,
            VoidLookupCount = 0,
            MaxLookups = _limits.MaxLookups,
            MaxVoidLookups = _limits.MaxVoidLookups,
        };

    private static MailSpfResult Describe(MailSpfResult result, SpfStopException stop, SpfLedger ledger)
    {
        SpfLedgerEntry? last = ledger.Last;
        return result with
        {
            Result = stop.Result,
            ProblemCode = stop.Code,
            Problem = stop.Message,
            Mechanism = stop.Problem?.Text ?? (last is { Depth: 0, Term: "v=spf1" } ? null : last?.Term),
            MechanismDomain = stop.ProblemDomain ?? last?.Domain,
            Origin = last?.Origin ?? [],
        };
    }

    private ITimer StartTimer(CancellationTokenSource deadline) =>
        time.CreateTimer(
            static state =>
            {
                try
                {
                    ((CancellationTokenSource)state!).Cancel();
                }
                catch (ObjectDisposedException)
                {
                    // The evaluation has just ended.
                }
            },
            deadline,
            _limits.TimeLimit,
            Timeout.InfiniteTimeSpan);
}
