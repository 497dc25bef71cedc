using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Tests.Dns;

/// <summary>
/// Answers from records in memory, follows aliases, and knows a name below which others lie (RFC 8020). Names are
/// compared without regard to case and final dot. Every question is kept, in order.
/// </summary>
internal sealed class MemoryResolver : IDnsResolver
{
    /// <summary>The time to live of records that <see cref="Text"/> and its like make.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(5);

    private readonly Dictionary<DnsQuestion, List<DnsData>> _records = [];
    private readonly Dictionary<DnsQuestion, DnsStatus> _failures = [];
    private readonly Dictionary<string, string> _aliases = [];
    private readonly HashSet<string> _names = [];
    private readonly ConcurrentQueue<DnsQuestion> _asked = new();

    /// <summary>Every question so far.</summary>
    public IReadOnlyList<DnsQuestion> Asked => [.. _asked];

    /// <summary>Whether every answer has the AD bit.</summary>
    public bool IsAuthenticated { get; set; }

    public MemoryResolver Add(string name, DnsRecordType type, params DnsData[] data)
    {
        DnsQuestion question = Question(name, type);
        _names.Add(question.Name);
        if (!_records.TryGetValue(question, out List<DnsData>? records))
        {
            _records.Add(question, records = []);
        }

        records.AddRange(data);
        return this;
    }

    public MemoryResolver Text(string name, params string[] texts) =>
        Add(name, DnsRecordType.Txt, [.. texts.Select(static text => new DnsText(TimeToLive, text))]);

    public MemoryResolver Alias(string name, string target)
    {
        _names.Add(Fold(name));
        _aliases[Fold(name)] = Fold(target);
        return this;
    }

    /// <summary>Lets a question fail with this status, whatever the records are.</summary>
    public MemoryResolver Fail(string name, DnsRecordType type, DnsStatus status)
    {
        _failures[Question(name, type)] = status;
        return this;
    }

    public Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DnsQuestion question = Question(name, type);
        _asked.Enqueue(question);
        return Task.FromResult(Answer(question, question, 0));
    }

    private DnsAnswer Answer(DnsQuestion asked, DnsQuestion question, int aliases)
    {
        var answer = new DnsAnswer
        {
            Question = asked,
            Status = DnsStatus.Error,
            AnsweredAt = DateTimeOffset.UnixEpoch,
            NameServer = "192.0.2.53:53",
            IsAuthenticated = IsAuthenticated,
            CanonicalName = aliases == 0 ? null : question.Name,
            Failure = "no answer",
        };
        if (_failures.TryGetValue(question, out DnsStatus status))
        {
            bool isKnown = status is DnsStatus.NoData or DnsStatus.NxDomain;
            return answer with { Status = status, Failure = isKnown ? null : answer.Failure };
        }

        if (_records.TryGetValue(question, out List<DnsData>? records))
        {
            return answer with { Status = DnsStatus.Found, Records = records, Failure = null };
        }

        if (_aliases.TryGetValue(question.Name, out string? target) && question.Type != DnsRecordType.Cname)
        {
            return aliases == 16 ? answer : Answer(asked, question with { Name = target }, aliases + 1);
        }

        bool exists = _names.Any(known => known == question.Name || known.EndsWith("." + question.Name, StringComparison.Ordinal));
        return answer with { Status = exists ? DnsStatus.NoData : DnsStatus.NxDomain, Failure = null };
    }

    private static DnsQuestion Question(string name, DnsRecordType type) => new(Fold(name), type);

    private static string Fold(string name) => name.TrimEnd('.').ToLowerInvariant();
}
