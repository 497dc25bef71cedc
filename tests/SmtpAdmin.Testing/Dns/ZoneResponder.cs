using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SmtpAdmin.Testing.Dns;

/// <summary>Turns a question's bytes into answers' bytes, or none, by the zone's records and behaviours.</summary>
internal sealed class ZoneResponder(Zone zone, Action<ZoneQuery> asked)
{
    private const int FormatError = 1;
    private const int ServFail = 2;
    private const int NxDomain = 3;
    private const int Refused = 5;
    private const int CutLength = 512;
    private const byte DnssecBogus = 6;
    private const byte NoReachableAuthority = 22;

    // Flags, then a promise of one question and nine answers that nothing keeps.
    private static readonly byte[] s_garbage = [0x81, 0x80, 0, 1, 0, 9, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF];

    private readonly ConcurrentDictionary<string, bool> _asked = new();

    public IReadOnlyList<byte[]> Respond(ReadOnlySpan<byte> message, bool isTcp)
    {
        if (DnsWire.ReadRequest(message) is not { } request)
        {
            return [];
        }

        asked(new ZoneQuery(request.Name, request.Type, isTcp)
        {
            HasEdns = request.HasEdns,
            IsCheckingDisabled = request.IsCheckingDisabled,
        });
        ZoneBehaviour behaviour = zone.BehaviourOf(request.Name);
        bool isFirst = _asked.TryAdd(request.Name, true);
        return behaviour switch
        {
            ZoneBehaviour.Silent => [],
            ZoneBehaviour.SilentOnce when isFirst => [],
            ZoneBehaviour.ServFail => [Failure(request, ServFail)],
            ZoneBehaviour.FailsOnce when isFirst => [Failure(request, ServFail)],
            ZoneBehaviour.BogusWithoutReason when !request.IsCheckingDisabled => [Failure(request, ServFail)],
            ZoneBehaviour.Bogus => [Failure(request, ServFail, DnssecBogus, "no RRSIG \u001B[2J")],
            ZoneBehaviour.Unreachable => [Failure(request, ServFail, NoReachableAuthority, string.Empty)],
            ZoneBehaviour.Refused => [Failure(request, Refused)],
            ZoneBehaviour.NxDomain => [Failure(request, NxDomain)],
            ZoneBehaviour.Empty => [Failure(request, 0)],
            ZoneBehaviour.Referral => [Referral(request)],
            ZoneBehaviour.NoEdns when request.HasEdns => [Unread(request)],
            ZoneBehaviour.Truncated when !isTcp => [DnsWire.WriteAnswer(request, 0, [], truncated: true)],
            ZoneBehaviour.Garbage => [[request.IdHigh, request.IdLow, .. s_garbage]],
            ZoneBehaviour.OtherQuestion when !isTcp => [OtherQuestion(request)],
            ZoneBehaviour.ForgedFirst when !isTcp =>
                [OtherId(request), OtherQuestion(request), FromZone(request, behaviour, isTcp)],
            ZoneBehaviour.UpperCase => [FromZone(UpperCase(request), behaviour, isTcp)],
            _ => [FromZone(request, behaviour, isTcp)],
        };
    }

    /// <summary>Whether the connection ends after the answer.</summary>
    public bool IsClosing(ReadOnlySpan<byte> message) =>
        DnsWire.ReadRequest(message) is { } request && zone.BehaviourOf(request.Name) == ZoneBehaviour.Closing;

    private static byte[] Failure(DnsRequest request, int responseCode) =>
        DnsWire.WriteAnswer(request, responseCode, []);

    private static byte[] Failure(DnsRequest request, int responseCode, byte error, string text) =>
        DnsWire.WriteAnswer(request, responseCode, [], extendedError: [0, error, .. Encoding.UTF8.GetBytes(text)]);

    private static byte[] Referral(DnsRequest request)
    {
        byte[] answer = DnsWire.WriteAnswer(request, 0, []);
        answer[2] &= 0xFB;
        answer[3] &= 0x7F;
        return answer;
    }

    private static byte[] Unread(DnsRequest request) =>
        [request.IdHigh, request.IdLow, 0x80, FormatError, 0, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] OtherId(DnsRequest request) =>
        Forge(request with { IdLow = (byte)(request.IdLow ^ 0xFF) });

    private static byte[] OtherQuestion(DnsRequest request)
    {
        byte[] question = [.. request.Question];
        question[1] = (byte)'#';
        return Forge(request with { Question = question });
    }

    private static byte[] Forge(DnsRequest request) =>
        DnsWire.WriteAnswer(request, 0, [new ZoneRecord(request.Name, request.Type, 1, new byte[] { 6, 6, 6, 6 })]);

    private static DnsRequest UpperCase(DnsRequest request) => request with
    {
        Question = [.. request.Question[..^4].Select(static octet => octet is >= 97 and <= 122 ? (byte)(octet - 32) : octet), .. request.Question[^4..]],
    };

    private byte[] FromZone(DnsRequest request, ZoneBehaviour behaviour, bool isTcp)
    {
        (int responseCode, IReadOnlyList<ZoneRecord> answers) = zone.Find(request.Name, request.Type);
        bool authenticated = behaviour == ZoneBehaviour.Authenticated && request.WantsDnssec;
        byte[] answer = DnsWire.WriteAnswer(request, responseCode, answers, truncated: false, authenticated);
        if (isTcp)
        {
            return answer;
        }

        if (behaviour == ZoneBehaviour.Shortened)
        {
            return DnsWire.WriteAnswer(request, responseCode, [.. answers.Take(1)]);
        }

        if (behaviour == ZoneBehaviour.Cut)
        {
            return answer.Length > CutLength ? answer[..CutLength] : answer;
        }

        return answer.Length <= request.UdpSize
            ? answer
            : DnsWire.WriteAnswer(request, responseCode, [], truncated: true);
    }
}
