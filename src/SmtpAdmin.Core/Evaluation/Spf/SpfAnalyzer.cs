using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>
/// Judges a domain's SPF record without a client: what an evaluation costs in which no term matches, and where it ends
/// in an error.
/// </summary>
internal sealed class SpfAnalyzer
{
    // A tree in which every record includes the next one twice has more terms than can be listed.
    private const int MaxProblems = 100;

    private static readonly SpfLimits s_limits = new();

    private readonly SpfSurvey _survey;
    private readonly Dictionary<string, SpfAnalysisRecord> _records = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _path = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SpfAnalysisProblem> _problems = [];

    private SpfAnalyzer(SpfSurvey survey) => _survey = survey;

    /// <summary>Follows a domain's record and judges it.</summary>
    /// <param name="resolver">Answers the questions; one that remembers answers spares some.</param>
    /// <param name="domain">The domain in normal form.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<SpfAnalysis> AnalyzeAsync(
        IDnsResolver resolver, string domain, CancellationToken cancellationToken) =>
        Analyze(await SpfSurveyor.ReadAsync(resolver, domain, cancellationToken).ConfigureAwait(false));

    /// <summary>Judges a record that was followed.</summary>
    public static SpfAnalysis Analyze(SpfSurvey survey)
    {
        var analyzer = new SpfAnalyzer(survey);
        SpfAnalysisRecord record = analyzer.Read(survey.Domain);
        return new SpfAnalysis
        {
            Domain = survey.Domain,
            Record = record,
            Problems = [.. CheckSums(record), .. analyzer._problems],
            Failures = survey.Failures,
            IsComplete = survey.IsComplete,
        };
    }

    // Not among the others, whose number is bounded: the sums must not be lost.
    private static IEnumerable<SpfAnalysisProblem> CheckSums(SpfAnalysisRecord record)
    {
        if (record.Lookups > s_limits.MaxLookups)
        {
            string detail = FormattableString.Invariant($"{record.Lookups} lookups of at most {s_limits.MaxLookups}.");
            yield return new SpfAnalysisProblem(SpfProblemCodes.LookupsExceeded, record.Domain, null, detail);
        }

        int voids = Math.Max(record.VoidLookupsIPv4, record.VoidLookupsIPv6);
        if (voids > s_limits.MaxVoidLookups)
        {
            string client = record.VoidLookupsIPv4 > s_limits.MaxVoidLookups ? string.Empty : " for an IPv6 client";
            string detail =
                FormattableString.Invariant($"{voids} void lookups of at most {s_limits.MaxVoidLookups}{client}.");
            yield return new SpfAnalysisProblem(SpfProblemCodes.VoidLookupsExceeded, record.Domain, null, detail);
        }
    }

    private SpfAnalysisRecord Read(string domain)
    {
        if (!_records.TryGetValue(domain, out SpfAnalysisRecord? record))
        {
            _path.Add(domain);
            record = Build(domain);
            _path.Remove(domain);
            _records.Add(domain, record);
        }

        return record;
    }

    private SpfAnalysisRecord Build(string domain)
    {
        DnsAnswer? answer = _survey.Find(domain, DnsRecordType.Txt);
        var record = new SpfAnalysisRecord { Domain = domain, Status = answer?.Status };
        if (answer is null || !answer.IsKnown)
        {
            return record;
        }

        SpfRecordChoice choice = _survey.RecordOf(answer);
        if (choice.IsMultiple)
        {
            Add(SpfProblemCodes.Multiple, domain, null, $"{PrintableText.From(domain)} has several SPF records.");
        }

        if (choice.Syntax is not { } syntax)
        {
            return record with { IsMissing = !choice.IsMultiple };
        }

        if (syntax.Error is { } error)
        {
            Add(error.Code, domain, error.Text, error.ToString());
            return record with { Raw = choice.Text };
        }

        SpfAnalysisTerm[] terms = [.. syntax.Terms.Evaluable().Select(term => Weigh(term, domain))];
        return record with
        {
            Raw = choice.Text,
            Terms = terms,
            Lookups = Sum(terms.Select(static term => term.Lookups)),
            VoidLookupsIPv4 = Sum(terms.Select(static term => term.VoidLookupsIPv4)),
            VoidLookupsIPv6 = Sum(terms.Select(static term => term.VoidLookupsIPv6)),
        };
    }

    private SpfAnalysisTerm Weigh(SpfTerm term, string domain)
    {
        switch (term.Name)
        {
            case "include" or "redirect" when term.CostsLookup():
                return WeighRecord(term, domain);
            case "a":
                string? host = _survey.TargetOf(SpfHost.Parse(term.Value).DomainSpec, domain);
                return new SpfAnalysisTerm(
                    term, 1, VoidsOf(host, DnsRecordType.A), VoidsOf(host, DnsRecordType.Aaaa), null);
            case "mx":
                return WeighExchanges(term, domain);
            case "exists":
                int voids = VoidsOf(_survey.TargetOf(term.Value, domain), DnsRecordType.A);
                return new SpfAnalysisTerm(term, 1, voids, voids, null);
            default:
                return new SpfAnalysisTerm(term, term.CostsLookup() ? 1 : 0, 0, 0, null);
        }
    }

    private SpfAnalysisTerm WeighRecord(SpfTerm term, string domain)
    {
        string? target = _survey.TargetOf(term.Value, domain);
        if (target is not null && _path.Contains(target))
        {
            Add(
                SpfProblemCodes.Loop,
                domain,
                term.Show(),
                $"{term.Show()} leads back to the record of {PrintableText.From(target)}.");
            return new SpfAnalysisTerm(term, 1, 0, 0, null);
        }

        if (target is null)
        {
            return new SpfAnalysisTerm(term, 1, 0, 0, null);
        }

        SpfAnalysisRecord record = Read(target);
        int voids = VoidsOf(target, DnsRecordType.Txt);
        if (record.IsMissing || !SpfName.IsName(target))
        {
            Add(
                term.Name == "include" ? SpfProblemCodes.IncludeWithoutRecord : SpfProblemCodes.RedirectWithoutRecord,
                domain,
                term.Show(),
                $"{PrintableText.From(target)} has no SPF record.");
        }

        return new SpfAnalysisTerm(
            term,
            Sum([1, record.Lookups]),
            Sum([voids, record.VoidLookupsIPv4]),
            Sum([voids, record.VoidLookupsIPv6]),
            record);
    }

    private SpfAnalysisTerm WeighExchanges(SpfTerm term, string domain)
    {
        string? target = _survey.TargetOf(SpfHost.Parse(term.Value).DomainSpec, domain);
        int voids = VoidsOf(target, DnsRecordType.Mx);
        IReadOnlyList<string> exchanges =
            target is null ? [] : SpfExchanges.Of(_survey.Find(target, DnsRecordType.Mx));
        if (exchanges.Count > SpfLimits.MaxHostsPerTerm)
        {
            Add(
                SpfProblemCodes.MxHostsExceeded,
                domain,
                term.Show(),
                FormattableString.Invariant($"{exchanges.Count} mail exchanges of at most {SpfLimits.MaxHostsPerTerm}."));
        }

        string[] asked = [.. exchanges.Take(SpfLimits.MaxHostsPerTerm)];
        return new SpfAnalysisTerm(
            term,
            1,
            voids + asked.Sum(host => VoidsOf(host, DnsRecordType.A)),
            voids + asked.Sum(host => VoidsOf(host, DnsRecordType.Aaaa)),
            null);
    }

    private int VoidsOf(string? name, DnsRecordType type) =>
        name is not null && _survey.Find(name, type)?.Status is DnsStatus.NoData or DnsStatus.NxDomain ? 1 : 0;

    private void Add(string code, string domain, string? term, string detail)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new SpfAnalysisProblem(code, PrintableText.From(domain), term, detail));
        }
    }

    private static int Sum(IEnumerable<int> counts) =>
        (int)counts.Aggregate(0L, static (sum, count) => Math.Min(int.MaxValue, sum + count));
}
