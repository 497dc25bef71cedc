using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>
/// All that a domain's SPF record leads to, asked for without a client: the records, hosts and mail exchanges. Only the
/// macros <c>d</c> and <c>o</c> have values; what uses others is not followed.
/// </summary>
/// <param name="domain">The domain in normal form.</param>
/// <param name="answers">The questions and what they came to.</param>
/// <param name="isComplete">Whether everything was followed; the number of questions is bounded.</param>
internal sealed class SpfSurvey(string domain, IReadOnlyDictionary<DnsQuestion, DnsAnswer> answers, bool isComplete)
{
    private readonly Dictionary<string, SpfRecordChoice> _records = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The domain whose record was followed.</summary>
    public string Domain => domain;

    /// <summary>Whether everything was followed.</summary>
    public bool IsComplete => isComplete;

    /// <summary>The questions that were not answered: of what they would have led to nothing is known.</summary>
    public IReadOnlyList<DnsAnswer> Failures => [.. answers.Values.Where(static answer => !answer.IsKnown)];

    /// <summary>What a question came to, or null where it was not asked.</summary>
    public DnsAnswer? Find(string name, DnsRecordType type) =>
        answers.TryGetValue(new DnsQuestion(name, type), out DnsAnswer? answer) ? answer : null;

    /// <summary>The record of a domain that was read.</summary>
    public SpfRecordChoice RecordOf(DnsAnswer answer)
    {
        if (!_records.TryGetValue(answer.Question.Name, out SpfRecordChoice? choice))
        {
            _records.Add(answer.Question.Name, choice = SpfRecordChoice.From(answer));
        }

        return choice;
    }

    /// <summary>The name that a term leads to, or null where it depends on the message.</summary>
    public string? TargetOf(string? domainSpec, string recordDomain) => Target(domainSpec, recordDomain, domain);

    /// <summary>The name that a term leads to for a message from the surveyed domain.</summary>
    public static string? Target(string? domainSpec, string recordDomain, string senderDomain) =>
        domainSpec is null
            ? recordDomain
            : SpfMacroText.ExpandDomain(
                domainSpec, letter => letter switch { 'd' => recordDomain, 'o' => senderDomain, _ => null });
}
