using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Tests.Dns;

/// <summary>A resolver that answers after a gate opens and counts what it was asked.</summary>
internal sealed class FakeResolver(Func<DnsQuestion, DnsStatus> statusOf, Task gate) : IDnsResolver
{
    private readonly Lock _lock = new();

    public int UnderWay { get; private set; }

    public int Asked { get; private set; }

    public int MaxUnderWay { get; private set; }

    public async Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Asked++;
            UnderWay++;
            MaxUnderWay = Math.Max(MaxUnderWay, UnderWay);
        }

        await gate.WaitAsync(cancellationToken);
        lock (_lock)
        {
            UnderWay--;
        }

        var question = new DnsQuestion(name, type);
        return new DnsAnswer
        {
            Question = question,
            Status = statusOf(question),
            AnsweredAt = DateTimeOffset.UnixEpoch,
        };
    }
}
