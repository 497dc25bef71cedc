using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>
/// check_host (RFC 7208, section 4): reads a domain's record and tests its terms from left to right; include and
/// redirect call it again. The limit on lookups ends every loop.
/// </summary>
internal sealed class SpfCheck(SpfLedger ledger, SpfMechanisms mechanisms)
{
    /// <summary>Evaluates the record of a frame's domain.</summary>
    /// <param name="frame">The domain and how it was reached.</param>
    /// <param name="asking">The entry that the question for the record is booked on.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="SpfStopException">TempError or PermError.</exception>
    public async Task<SpfVerdict> CheckHostAsync(
        SpfFrame frame, SpfLedgerEntry asking, CancellationToken cancellationToken)
    {
        DnsAnswer? answer = await ledger.RequireAsync(asking, frame.Domain, DnsRecordType.Txt, cancellationToken)
            .ConfigureAwait(false);
        SpfRecordChoice? choice = answer is null ? null : SpfRecordChoice.From(answer);
        if (choice?.IsMultiple == true)
        {
            throw SpfLedger.Stop(
                asking,
                SpfResult.PermError,
                SpfProblemCodes.Multiple,
                $"{PrintableText.From(frame.Domain)} has several SPF records.");
        }

        if (choice?.Syntax is not { } syntax)
        {
            return new SpfVerdict(SpfResult.None, null, frame, null);
        }

        ThrowOnError(frame, asking, syntax);
        SpfTerm? explanation = syntax.Terms.FirstOrDefault(static term => term is { Qualifier: null, Name: "exp" });
        foreach (SpfTerm term in syntax.Terms.Evaluable())
        {
            SpfLedgerEntry entry = ledger.Begin(frame.Entry(term.Show()));
            if (term.Qualifier is null)
            {
                return await RedirectAsync(term, frame, entry, cancellationToken).ConfigureAwait(false);
            }

            if (await MatchAsync(term, frame, entry, cancellationToken).ConfigureAwait(false) is { } decisive)
            {
                return new SpfVerdict(term.ResultOfMatch(), decisive, frame, explanation);
            }
        }

        // Section 4.7: as if "?all" stood at the end.
        return new SpfVerdict(SpfResult.Neutral, null, frame, null);
    }

    // Section 4.6: a syntax error anywhere in the record, and nothing of it is evaluated.
    private static void ThrowOnError(SpfFrame frame, SpfLedgerEntry asking, SpfSyntax syntax)
    {
        if (syntax.Error is not { } error)
        {
            return;
        }

        asking.Detail = $"{error.Code}: {error.Text}";
        throw new SpfStopException(
            SpfResult.PermError,
            error.Code,
            $"The record of {PrintableText.From(frame.Domain)} has an error at position {error.Position}: {error.Text}")
        {
            Problem = error,
            ProblemDomain = frame.Domain,
        };
    }

    private async Task<SpfLedgerEntry?> MatchAsync(
        SpfTerm term, SpfFrame frame, SpfLedgerEntry entry, CancellationToken cancellationToken)
    {
        SpfLedgerEntry? decisive = entry;
        bool isMatch;
        if (term.Name == "include")
        {
            SpfVerdict inner = await FollowAsync(
                term, SpfProblemCodes.IncludeWithoutRecord, frame, entry, cancellationToken).ConfigureAwait(false);
            // Section 5.2: only a pass inside is a match; errors have ended the evaluation.
            isMatch = inner.Result == SpfResult.Pass;
            decisive = inner.Decisive;
        }
        else
        {
            isMatch = await mechanisms.MatchAsync(term, entry, cancellationToken).ConfigureAwait(false);
        }

        ledger.End(entry, isMatch);
        return isMatch ? decisive : null;
    }

    // Section 6.1: the result is the other record's, its explanation included.
    private async Task<SpfVerdict> RedirectAsync(
        SpfTerm term, SpfFrame frame, SpfLedgerEntry entry, CancellationToken cancellationToken)
    {
        SpfVerdict verdict = await FollowAsync(
            term, SpfProblemCodes.RedirectWithoutRecord, frame, entry, cancellationToken).ConfigureAwait(false);
        ledger.End(entry, verdict.Decisive is not null);
        return verdict;
    }

    private async Task<SpfVerdict> FollowAsync(
        SpfTerm term, string missingCode, SpfFrame frame, SpfLedgerEntry entry, CancellationToken cancellationToken)
    {
        ledger.CountLookup(entry);
        string target = await mechanisms.TargetAsync(term.Value, entry, cancellationToken).ConfigureAwait(false);
        SpfVerdict verdict = await CheckHostAsync(frame.Inner(target, entry), entry, cancellationToken)
            .ConfigureAwait(false);
        return verdict.Result != SpfResult.None
            ? verdict
            : throw SpfLedger.Stop(
                entry, SpfResult.PermError, missingCode, $"{PrintableText.From(target)} has no SPF record.");
    }
}
