using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns;

public sealed class ResolverDecoratorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DnsStatus.NoData, 1)]
    [InlineData(DnsStatus.NxDomain, 1)]
    [InlineData(DnsStatus.Timeout, 2)]
    [InlineData(DnsStatus.ServFail, 2)]
    public async Task An_answer_is_asked_for_once_and_a_failure_again(DnsStatus status, int expected)
    {
        var inner = new FakeResolver(_ => status, Task.CompletedTask);
        var cache = new CachingDnsResolver(inner);

        await cache.QueryAsync("example.com", DnsRecordType.A, Token);
        DnsAnswer again = await cache.QueryAsync("EXAMPLE.com", DnsRecordType.A, Token);

        Assert.Equal(status, again.Status);
        Assert.Equal(expected, inner.Asked);
    }

    [Fact]
    public async Task Two_who_ask_the_same_at_the_same_time_ask_once()
    {
        var gate = new TaskCompletionSource();
        var inner = new FakeResolver(_ => DnsStatus.ServFail, gate.Task);
        var cache = new CachingDnsResolver(inner);

        Task<DnsAnswer> first = cache.QueryAsync("example.com", DnsRecordType.A, Token);
        Task<DnsAnswer> second = cache.QueryAsync("Example.com", DnsRecordType.A, Token);
        gate.SetResult();

        Assert.Same(await first, await second);
        Assert.Equal(1, inner.Asked);
    }

    [Fact]
    public async Task Who_gives_up_does_not_take_the_answer_from_others_and_the_last_ends_the_asking()
    {
        var gate = new TaskCompletionSource();
        var inner = new FakeResolver(_ => DnsStatus.NoData, gate.Task);
        var cache = new CachingDnsResolver(inner);
        using var cancel = new CancellationTokenSource();

        Task<DnsAnswer> left = cache.QueryAsync("example.com", DnsRecordType.A, cancel.Token);
        Task<DnsAnswer> stays = cache.QueryAsync("example.com", DnsRecordType.A, Token);
        Task<DnsAnswer> alone = cache.QueryAsync("alone.example.com", DnsRecordType.A, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        Task<DnsAnswer> again = cache.QueryAsync("alone.example.com", DnsRecordType.A, Token);
        gate.SetResult();

        Assert.Equal(DnsStatus.NoData, (await stays).Status);
        Assert.Equal(DnsStatus.NoData, (await again).Status);
        Assert.Equal(3, inner.Asked);
    }

    [Fact]
    public async Task What_has_not_been_asked_for_the_longest_is_forgotten_and_what_is_asked_for_stays()
    {
        var inner = new FakeResolver(_ => DnsStatus.NoData, Task.CompletedTask);
        var cache = new CachingDnsResolver(inner, capacity: 20);

        for (int i = 0; i < 1000; i++)
        {
            await cache.QueryAsync($"n{i}.example.com", DnsRecordType.A, Token);
            await cache.QueryAsync("hub.example.com", DnsRecordType.A, Token);
            Assert.InRange(cache.Count, 1, 20);
        }

        Assert.Equal(1001, inner.Asked);
        await cache.QueryAsync("n0.example.com", DnsRecordType.A, Token);
        Assert.Equal(1002, inner.Asked);
    }

    [Fact]
    public async Task Large_texts_weigh_more()
    {
        var inner = new MemoryResolver();
        var cache = new CachingDnsResolver(inner, capacity: 1000);
        for (int i = 0; i < 100; i++)
        {
            inner.Text($"n{i}.example.com", new string('x', 60_000));
            await cache.QueryAsync($"n{i}.example.com", DnsRecordType.Txt, Token);
        }

        Assert.InRange(cache.Count, 1, 10);
    }

    [Fact]
    public async Task An_error_of_the_caller_reaches_each_caller_and_is_not_kept()
    {
        var cache = new CachingDnsResolver(new NamePoliceResolver());

        await Assert.ThrowsAsync<SmtpAdminException>(() => cache.QueryAsync("a b", DnsRecordType.A, Token));
        await Assert.ThrowsAsync<SmtpAdminException>(() => cache.QueryAsync("a b", DnsRecordType.A, Token));
    }

    [Fact]
    public async Task Another_type_is_another_question()
    {
        var inner = new FakeResolver(_ => DnsStatus.NoData, Task.CompletedTask);
        var cache = new CachingDnsResolver(inner);

        await cache.QueryAsync("example.com", DnsRecordType.A, Token);
        await cache.QueryAsync("example.com", DnsRecordType.Aaaa, Token);

        Assert.Equal(2, inner.Asked);
    }

    [Fact]
    public async Task What_waits_for_no_other_answer_is_asked_at_once()
    {
        var gate = new TaskCompletionSource();
        var inner = new FakeResolver(_ => DnsStatus.NxDomain, gate.Task);

        Task reading = new MailDnsReader(inner).ReadAsync("example.com", [], [], Token);
        int atOnce = inner.UnderWay;
        gate.SetResult();
        await reading;

        // What is left is the climb of CAA and the walk of DMARC, each to the top-level domain.
        Assert.Equal(2, inner.Asked - atOnce);
    }

    [Fact]
    public async Task Types_are_answered_in_the_order_asked_for_and_all_where_none_is()
    {
        var inner = new FakeResolver(_ => DnsStatus.NxDomain, Task.CompletedTask);
        var reader = new MailDnsReader(inner);

        var some = await reader.ReadAsync("example.com", [MailDnsRecordType.Dmarc, MailDnsRecordType.Mx], [], Token);
        var all = await reader.ReadAsync("example.com", [], [], Token);

        Assert.Equal([MailDnsRecordType.Dmarc, MailDnsRecordType.Mx], some.Select(record => record.Type));
        Assert.Equal(all.Select(record => record.Type).Order(), all.Select(record => record.Type));
        Assert.All(all, record => Assert.Equal(DateTimeOffset.UnixEpoch, record.CheckedAt));
    }

    [Fact]
    public async Task Cancellation_ends_the_reading()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var inner = new FakeResolver(_ => DnsStatus.NxDomain, new TaskCompletionSource().Task);

        Task reading = new MailDnsReader(inner).ReadAsync("example.com", [], [], cancel.Token);
        await Wait.UntilAsync(() => inner.UnderWay >= 8, Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task What_is_no_domain_is_an_error_of_the_caller()
    {
        var reader = new MailDnsReader(new FakeResolver(_ => DnsStatus.NxDomain, Task.CompletedTask));

        SmtpAdminException error = await Assert.ThrowsAsync<SmtpAdminException>(
            () => reader.ReadAsync("a b", [], [], Token));

        Assert.Equal(ErrorKind.DomainInvalid, error.Kind);
    }

    private sealed class NamePoliceResolver : IDnsResolver
    {
        public Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken) =>
            throw new SmtpAdminException(ErrorKind.DomainInvalid, QueryName.Parse(name));
    }
}
