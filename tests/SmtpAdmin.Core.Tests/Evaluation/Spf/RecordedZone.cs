using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Tests.Dns;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>
/// Answers as the recorded resolver of mailauth's tests did: records by name and type, failures, and <c>*</c> for any
/// name. The recording asked for names near the sender's only; what a test answered beyond them is added.
/// </summary>
internal sealed class RecordedZone(JsonElement zone, MemoryResolver beyond) : IDnsResolver
{
    public Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        bool isRecorded = zone.TryGetProperty(name, out JsonElement types) || zone.TryGetProperty("*", out types);
        return isRecorded
            ? Task.FromResult(Answer(new DnsQuestion(name, type), types))
            : beyond.QueryAsync(name, type, cancellationToken);
    }

    private static DnsAnswer Answer(DnsQuestion question, JsonElement types)
    {
        var answer = new DnsAnswer
        {
            Question = question,
            Status = DnsStatus.NoData,
            AnsweredAt = DateTimeOffset.UnixEpoch,
        };
        if (!types.TryGetProperty(question.Type.ToString().ToUpperInvariant(), out JsonElement records))
        {
            return answer;
        }

        if (records.ValueKind == JsonValueKind.Object)
        {
            return answer with { Status = Status(records.GetProperty("$dns_error").GetString()!) };
        }

        DnsData[] data = [.. records.EnumerateArray().SelectMany(record => Read(question.Type, record))];
        return answer with { Status = data.Length > 0 ? DnsStatus.Found : DnsStatus.NoData, Records = data };
    }

    // Some recordings hold the texts under every type.
    private static IEnumerable<DnsData> Read(DnsRecordType type, JsonElement record)
    {
        TimeSpan timeToLive = MemoryResolver.TimeToLive;
        return (type, record.ValueKind) switch
        {
            (DnsRecordType.Txt, JsonValueKind.Array) =>
                [new DnsText(timeToLive, string.Concat(record.EnumerateArray().Select(part => part.GetString())))],
            (DnsRecordType.A or DnsRecordType.Aaaa, JsonValueKind.String) =>
                [new DnsAddress(timeToLive, IPAddress.Parse(record.GetString()!))],
            (DnsRecordType.Mx, JsonValueKind.Object) =>
            [
                new DnsMailExchange(
                    timeToLive,
                    record.GetProperty("priority").GetInt32(),
                    record.GetProperty("exchange").GetString()!),
            ],
            _ => [],
        };
    }

    private static DnsStatus Status(string code) =>
        code switch
        {
            "ETIMEOUT" => DnsStatus.Timeout,
            "EREFUSED" => DnsStatus.Refused,
            "ENODATA" => DnsStatus.NoData,
            "ENOTFOUND" => DnsStatus.NxDomain,
            _ => DnsStatus.ServFail,
        };
}
