using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>Lists the networks that a domain's SPF record and those below it name, in the order of evaluation.</summary>
internal sealed class SpfFlattener
{
    // Records that include each other several times name the same networks over and over.
    private const int MaxEntries = 10_000;
    private const int MaxTerms = 50_000;

    private readonly SpfSurvey _survey;
    private readonly List<SpfNetworkEntry> _entries = [];
    private int _terms;

    private SpfFlattener(SpfSurvey survey) => _survey = survey;

    /// <summary>Follows a domain's record and lists its networks.</summary>
    /// <param name="resolver">Answers the questions.</param>
    /// <param name="domain">The domain in normal form.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<SpfNetworkEntry>> FlattenAsync(
        IDnsResolver resolver, string domain, CancellationToken cancellationToken) =>
        Flatten(await SpfSurveyor.ReadAsync(resolver, domain, cancellationToken).ConfigureAwait(false));

    /// <summary>Lists the networks of a record that was followed.</summary>
    public static IReadOnlyList<SpfNetworkEntry> Flatten(SpfSurvey survey)
    {
        var flattener = new SpfFlattener(survey);
        var frame = new SpfFrame(survey.Domain, []);
        flattener.ListRecord(frame, frame.Entry("v=spf1"), '+', null, [survey.Domain]);
        return flattener._entries;
    }

    // The qualifier is that of the includes on the way; null in the domain's own record and what it redirects to.
    private void ListRecord(
        SpfFrame frame, SpfLedgerEntry asking, char askingQualifier, char? outer, IReadOnlyList<string> path)
    {
        DnsAnswer? answer = _survey.Find(frame.Domain, DnsRecordType.Txt);
        if (answer?.IsKnown == false)
        {
            AddFailure(asking, askingQualifier, answer);
            return;
        }

        SpfRecordChoice? choice = answer is null ? null : _survey.RecordOf(answer);
        if (choice?.Syntax is { Error: null } syntax)
        {
            foreach (SpfTerm term in syntax.Terms.Evaluable())
            {
                List(term, frame, outer, path);
            }

            return;
        }

        string domain = PrintableText.From(frame.Domain);
        (string code, string problem) = choice switch
        {
            { Syntax.Error: { } error } => (error.Code, $"The record of {domain} has an error: {error}"),
            { IsMultiple: true } => (SpfProblemCodes.Multiple, $"{domain} has several SPF records."),
            null when SpfName.IsName(frame.Domain) =>
                (SpfProblemCodes.SurveyCut, "The records lead to more names than are followed."),
            _ => (MissingCode(asking), $"{domain} has no SPF record."),
        };
        AddProblem(asking, askingQualifier, code, problem);
    }

    private static string MissingCode(SpfLedgerEntry asking) =>
        asking.Term.StartsWith("redirect=", StringComparison.Ordinal)
            ? SpfProblemCodes.RedirectWithoutRecord
            : asking.Term == "v=spf1" ? SpfProblemCodes.Missing : SpfProblemCodes.IncludeWithoutRecord;

    private void List(SpfTerm term, SpfFrame frame, char? outer, IReadOnlyList<string> path)
    {
        if (_entries.Count >= MaxEntries || ++_terms > MaxTerms)
        {
            return;
        }

        SpfLedgerEntry entry = frame.Entry(term.Show());
        char qualifier = term.Qualifier is null or '+' ? outer ?? '+' : term.Qualifier.Value;
        switch (term.Name)
        {
            case "ip4" or "ip6":
                AddNetwork(entry, qualifier, SpfAddressRange.Parse(term.Value!));
                break;
            case "all" when term.Qualifier == '+':
                AddNetwork(entry, qualifier, SpfAddressRange.Parse("0.0.0.0/0"));
                AddNetwork(entry, qualifier, SpfAddressRange.Parse("::/0"));
                break;
            case "include":
                ListTarget(term, frame, entry, qualifier, qualifier, path);
                break;
            case "redirect":
                ListTarget(term, frame, entry, qualifier, outer, path);
                break;
            case "a" or "mx":
                ListHosts(term, frame, entry, qualifier);
                break;
            case "exists" or "ptr":
                AddProblem(entry, qualifier, SpfProblemCodes.NotExpandable, "The term stands for no list of networks.");
                break;
        }
    }

    private void ListTarget(
        SpfTerm term, SpfFrame frame, SpfLedgerEntry entry, char qualifier, char? outer, IReadOnlyList<string> path)
    {
        string? target = _survey.TargetOf(term.Value, frame.Domain);
        if (target is null)
        {
            AddProblem(entry, qualifier, SpfProblemCodes.NotExpandable, "The term depends on the message (macros).");
        }
        else if (path.Contains(target, StringComparer.OrdinalIgnoreCase))
        {
            AddProblem(entry, qualifier, SpfProblemCodes.Loop, "The term leads back to a record on the way.");
        }
        else
        {
            ListRecord(frame.Inner(target, entry), entry, qualifier, outer, [.. path, target]);
        }
    }

    private void ListHosts(SpfTerm term, SpfFrame frame, SpfLedgerEntry entry, char qualifier)
    {
        SpfHost host = SpfHost.Parse(term.Value);
        if (_survey.TargetOf(host.DomainSpec, frame.Domain) is not { } target)
        {
            AddProblem(entry, qualifier, SpfProblemCodes.NotExpandable, "The term depends on the message (macros).");
            return;
        }

        IEnumerable<string> names = [target];
        if (term.Name == "mx")
        {
            DnsAnswer? answer = _survey.Find(target, DnsRecordType.Mx);
            AddFailure(entry, qualifier, answer);
            names = SpfExchanges.Of(answer).Take(SpfLimits.MaxHostsPerTerm);
        }

        foreach (string name in names)
        {
            ListAddresses(name, DnsRecordType.A, host.IPv4Prefix, entry, qualifier);
            ListAddresses(name, DnsRecordType.Aaaa, host.IPv6Prefix, entry, qualifier);
        }
    }

    private void ListAddresses(string name, DnsRecordType type, int prefix, SpfLedgerEntry entry, char qualifier)
    {
        DnsAnswer? answer = _survey.Find(name, type);
        AddFailure(entry, qualifier, answer);
        foreach (DnsAddress record in (answer?.Records ?? []).OfType<DnsAddress>())
        {
            AddNetwork(entry, qualifier, new SpfAddressRange(record.Address, prefix));
        }
    }

    private void AddNetwork(SpfLedgerEntry entry, char qualifier, SpfAddressRange range) =>
        _entries.Add(Entry(entry, qualifier) with
        {
            Network = range.ToString(),
            Family = range.Address.AddressFamily == AddressFamily.InterNetwork ? "IPv4" : "IPv6",
        });

    private void AddFailure(SpfLedgerEntry entry, char qualifier, DnsAnswer? answer)
    {
        if (answer is { IsKnown: false })
        {
            string name = $"{answer.Question.Type.ToString().ToUpperInvariant()} {PrintableText.From(answer.Question.Name)}";
            AddProblem(
                entry, qualifier, SpfProblemCodes.DnsFailed, $"{name}: {answer.Failure ?? answer.Status.ToString()}");
        }
    }

    private void AddProblem(SpfLedgerEntry entry, char qualifier, string code, string problem) =>
        _entries.Add(Entry(entry, qualifier) with { ProblemCode = code, Problem = problem });

    private SpfNetworkEntry Entry(SpfLedgerEntry entry, char qualifier) =>
        new()
        {
            Domain = _survey.Domain,
            Qualifier = qualifier,
            Origin = entry.Origin,
            TermDomain = PrintableText.From(entry.Domain),
            Term = entry.Term,
        };
}
