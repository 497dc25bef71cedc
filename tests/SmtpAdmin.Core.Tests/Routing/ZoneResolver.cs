using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Tests.Routing;

/// <summary>
/// Answers from lines such as <c>example.com MX 10 mx.example.com</c>, <c>mx.example.com A 192.0.2.1</c> and
/// <c>slow.example.com MX !Timeout</c>.
/// </summary>
internal sealed class ZoneResolver : IDnsResolver
{
    private static readonly TimeSpan s_timeToLive = TimeSpan.FromMinutes(5);

    private readonly List<string[]> _lines;

    public ZoneResolver(string zone) => _lines = zone
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToList();

    public int Asked { get; private set; }

    public Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        Asked++;
        string kind = type.ToString().ToUpperInvariant();
        string[][] ofName = _lines.Where(line => line[0] == name).ToArray();
        string[][] ofType = ofName.Where(line => line[1] == kind).ToArray();
        DnsStatus status = ofType.Length > 0 ? DnsStatus.Found : ofName.Length > 0 ? DnsStatus.NoData : DnsStatus.NxDomain;
        if (ofType.FirstOrDefault(line => line[2][0] == '!') is { } failing)
        {
            status = Enum.Parse<DnsStatus>(failing[2][1..]);
            ofType = [];
        }

        return Task.FromResult(new DnsAnswer
        {
            Question = new DnsQuestion(name, type),
            Status = status,
            AnsweredAt = DateTimeOffset.UnixEpoch,
            Failure = status > DnsStatus.NxDomain ? "no answer" : null,
            Records = ofType.Select(Record).ToArray(),
        });
    }

    private static DnsData Record(string[] line) => line[1] == "MX"
        ? new DnsMailExchange(s_timeToLive, int.Parse(line[2]), line[3].TrimEnd('.'))
        : new DnsAddress(s_timeToLive, IPAddress.Parse(line[2]));
}
