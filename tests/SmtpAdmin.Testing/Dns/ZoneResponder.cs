using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Testing.Dns;

/// <summary>Turns a question's bytes into an answer's bytes, or none, by the zone's records and behaviours.</summary>
internal sealed class ZoneResponder(Zone zone, Action<ZoneQuery> asked)
{
    private const int ServFail = 2;
    private const int NxDomain = 3;
    private const int Refused = 5;
    private const int CutLength = 512;

    // Flags, then a promise of one question and nine answers that nothing keeps.
    private static readonly byte[] s_garbage = [0x81, 0x80, 0, 1, 0, 9, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF];

    public byte[]? Respond(ReadOnlySpan<byte> message, bool isTcp)
    {
        if (DnsWire.ReadRequest(message) is not { } request)
        {
            return null;
        }

        asked(new ZoneQuery(request.Name, request.Type, isTcp));
        ZoneBehaviour behaviour = zone.BehaviourOf(request.Name);
        return behaviour switch
        {
            ZoneBehaviour.Silent => null,
            ZoneBehaviour.ServFail => Failure(request, ServFail),
            ZoneBehaviour.Refused => Failure(request, Refused),
            ZoneBehaviour.NxDomain => Failure(request, NxDomain),
            ZoneBehaviour.Empty => Failure(request, 0),
            ZoneBehaviour.Truncated when !isTcp => DnsWire.WriteAnswer(request, 0, [], truncated: true),
            ZoneBehaviour.Garbage => [request.IdHigh, request.IdLow, .. s_garbage],
            _ => FromZone(request, behaviour, isTcp),
        };
    }

    private static byte[] Failure(DnsRequest request, int responseCode) =>
        DnsWire.WriteAnswer(request, responseCode, []);

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
