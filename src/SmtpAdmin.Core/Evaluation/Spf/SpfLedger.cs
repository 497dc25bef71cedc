using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>Asks the questions of one evaluation, counts them against the limits, and keeps the account.</summary>
internal sealed class SpfLedger(IDnsResolver resolver, SpfLimits limits)
{
    // What asks nothing and does not match is not kept beyond this: a record of 64 KiB has thousands of such terms.
    private const int MaxPlainEntries = 500;

    private readonly List<SpfLedgerEntry> _entries = [];

    /// <summary>The lookups so far.</summary>
    public int Lookups { get; private set; }

    /// <summary>The void lookups so far.</summary>
    public int VoidLookups { get; private set; }

    /// <summary>The entry under way: what is evaluated last is entered last.</summary>
    public SpfLedgerEntry? Last => _entries.LastOrDefault();

    /// <summary>The account.</summary>
    public IReadOnlyList<SpfTraceStep> Steps => [.. _entries.Select(static entry => entry.ToStep())];

    /// <summary>Begins a term.</summary>
    public SpfLedgerEntry Begin(SpfLedgerEntry entry)
    {
        _entries.Add(entry);
        Update(entry);
        return entry;
    }

    /// <summary>Ends a term.</summary>
    public void End(SpfLedgerEntry entry, bool isMatch)
    {
        entry.Outcome = isMatch ? SpfStepOutcome.Match : SpfStepOutcome.NoMatch;
        if (_entries.Count > MaxPlainEntries && entry.IsPlain && Last == entry)
        {
            _entries.RemoveAt(_entries.Count - 1);
        }
    }

    /// <summary>Counts a term that asks, before it does (RFC 7208, section 4.6.4).</summary>
    /// <exception cref="SpfStopException">One too many.</exception>
    public void CountLookup(SpfLedgerEntry entry)
    {
        if (entry.IsFree)
        {
            return;
        }

        Lookups++;
        entry.Lookups++;
        Update(entry);
        if (Lookups > limits.MaxLookups)
        {
            throw Stop(
                entry,
                SpfResult.PermError,
                SpfProblemCodes.LookupsExceeded,
                FormattableString.Invariant($"The evaluation needs more than {limits.MaxLookups} lookups."));
        }
    }

    /// <summary>Counts a question that found nothing.</summary>
    /// <exception cref="SpfStopException">One too many.</exception>
    public void CountVoid(SpfLedgerEntry entry, DnsAnswer? answer)
    {
        if (entry.IsFree || answer?.Status is not (DnsStatus.NoData or DnsStatus.NxDomain))
        {
            return;
        }

        VoidLookups++;
        entry.VoidLookups++;
        Update(entry);
        if (VoidLookups > limits.MaxVoidLookups)
        {
            throw Stop(
                entry,
                SpfResult.PermError,
                SpfProblemCodes.VoidLookupsExceeded,
                FormattableString.Invariant($"More than {limits.MaxVoidLookups} questions found nothing."));
        }
    }

    /// <summary>Asks; null where the text is no name, which is as if it did not exist (RFC 7208, section 4.8).</summary>
    public async Task<DnsAnswer?> AskAsync(
        SpfLedgerEntry entry, string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        DnsAnswer? answer = SpfName.IsName(name)
            ? await QueryAsync(name, type, cancellationToken).ConfigureAwait(false)
            : null;
        string shown = PrintableText.From(name, SpfName.MaxLength);
        string typeName = type.ToString().ToUpperInvariant();
        entry.Add(new SpfDnsQuestion(shown, typeName, answer?.Status, answer?.Records.Count ?? 0));
        return answer;
    }

    /// <summary>Asks what the verdict depends on.</summary>
    /// <exception cref="SpfStopException">The question was not answered (section 5: temperror).</exception>
    public async Task<DnsAnswer?> RequireAsync(
        SpfLedgerEntry entry, string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        DnsAnswer? answer = await AskAsync(entry, name, type, cancellationToken).ConfigureAwait(false);
        return answer is null || answer.IsKnown
            ? answer
            : throw Stop(
                entry,
                SpfResult.TempError,
                SpfProblemCodes.DnsFailed,
                $"{type.ToString().ToUpperInvariant()} {PrintableText.From(name)}: {answer.Failure ?? answer.Status.ToString()}");
    }

    /// <summary>Makes the exception that ends the evaluation, and says so in the account.</summary>
    public static SpfStopException Stop(SpfLedgerEntry entry, SpfResult result, string code, string detail)
    {
        entry.Detail = code;
        return new SpfStopException(result, code, detail);
    }

    /// <summary>A name, and not one that the resolver asks for: nothing is known of it.</summary>
    public static DnsAnswer Unaskable(DnsQuestion question) =>
        new()
        {
            Question = question,
            Status = DnsStatus.Error,
            AnsweredAt = DateTimeOffset.UtcNow,
            Failure = "The name cannot be asked for.",
        };

    private async Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        try
        {
            return await resolver.QueryAsync(name, type, cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpAdminException error) when (error.Kind == ErrorKind.DomainInvalid)
        {
            return Unaskable(new DnsQuestion(name, type));
        }
    }

    private void Update(SpfLedgerEntry entry)
    {
        entry.LookupTotal = Lookups;
        entry.VoidLookupTotal = VoidLookups;
    }
}
