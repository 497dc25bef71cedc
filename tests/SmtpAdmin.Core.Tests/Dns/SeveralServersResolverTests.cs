using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Transports;
using SmtpAdmin.Core.Dns.Wire;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns;

public sealed class SeveralServersResolverTests
{
    private const byte Found = 0;
    private const byte ServFail = 2;
    private const byte NxDomain = 3;
    private const byte Refused = 5;
    private const byte Silent = 255;

    private readonly List<string> _asked = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(new[] { Found, Found }, DnsStatus.NoData, "0")]
    [InlineData(new[] { NxDomain, Found }, DnsStatus.NxDomain, "0")]
    [InlineData(new[] { Silent, Found }, DnsStatus.NoData, "0 1")]
    [InlineData(new[] { Refused, NxDomain }, DnsStatus.NxDomain, "0 1")]
    [InlineData(new[] { Silent, Silent }, DnsStatus.Timeout, "0 1 0 1")]
    [InlineData(new[] { Silent, Refused }, DnsStatus.Refused, "0 1 0")]
    [InlineData(new[] { Refused, Silent }, DnsStatus.Refused, "0 1 1")]
    [InlineData(new[] { ServFail, Refused }, DnsStatus.Refused, "0 0 1")]
    public async Task Servers_are_asked_in_turn_until_one_knows(byte[] codes, DnsStatus expected, string asked)
    {
        DnsResolver resolver = Resolver(codes);

        DnsAnswer answer = await resolver.QueryAsync("example.com", DnsRecordType.A, Token);

        Assert.Equal(expected, answer.Status);
        Assert.Equal(asked, string.Join(" ", _asked));
    }

    [Fact]
    public async Task A_server_that_was_silent_is_asked_behind_the_others_until_it_answers()
    {
        byte[] codes = [Silent, Found];
        DnsResolver resolver = Resolver(codes);

        await resolver.QueryAsync("a.example.com", DnsRecordType.A, Token);
        await resolver.QueryAsync("b.example.com", DnsRecordType.A, Token);
        (codes[0], codes[1]) = (Found, Silent);
        await resolver.QueryAsync("c.example.com", DnsRecordType.A, Token);
        await resolver.QueryAsync("d.example.com", DnsRecordType.A, Token);

        Assert.Equal("0 1 1 1 0 0", string.Join(" ", _asked));
    }

    private DnsResolver Resolver(byte[] codes) => new(
        [
            .. codes.Select((_, number) => new NameServerChannel(
                $"server {number}",
                new ScriptedTransport(() => codes[number], number, _asked),
                null,
                new DnsResolverOptions(),
                TimeProvider.System)),
        ],
        retries: 1);

    private sealed class ScriptedTransport(Func<byte> code, int number, List<string> asked) : IDnsTransport
    {
        public DnsTransport Kind => DnsTransport.Udp;

        public Task<byte[]> ExchangeAsync(WireQuery query, CancellationToken cancellationToken)
        {
            asked.Add($"{number}");
            if (code() == Silent)
            {
                return Task.FromException<byte[]>(new OperationCanceledException());
            }

            byte[] answer = query.WithId(1);
            answer[2] |= 0x80;
            answer[3] = (byte)(0x80 | code());
            return Task.FromResult(answer);
        }

        public void Dispose()
        {
        }
    }
}
