using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Spf;
using SmtpAdmin.Core.Tests.Dns;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>What records and clients may cost (RFC 7208, section 4.6.4), and records that try for more.</summary>
public sealed class SpfLimitTests
{
    [Theory]
    [InlineData("v=spf1 include:example.com -all", "include:example.com")]
    [InlineData("v=spf1 redirect=example.com", "redirect=example.com")]
    [InlineData("v=spf1 include:%{d} -all", "include:%{d}")]
    public async Task A_loop_ends_by_the_limit_on_lookups(string record, string term)
    {
        MemoryResolver zone = new MemoryResolver().Text("example.com", record);

        MailSpfResult result = await zone.EvaluateAsync("user@example.com");

        Assert.Equal((SpfResult.PermError, "SPF-LOOKUPS-EXCEEDED"), (result.Result, result.ProblemCode));
        Assert.Equal((11, term), (result.LookupCount, result.Mechanism));
        Assert.Equal(11, zone.Asked.Count);
        Assert.Equal(10, result.Trace[result.Trace.Count - 1].Depth);
    }

    [Theory]
    [InlineData(10, SpfResult.Fail)]
    [InlineData(11, SpfResult.PermError)]
    public async Task Ten_lookups_are_allowed(int count, SpfResult expected)
    {
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", $"v=spf1{string.Concat(Enumerable.Repeat(" a:host.example", count))} -all")
            .Host("host.example", "198.51.100.1");

        Assert.Equal(expected, (await zone.EvaluateAsync("user@example.com")).Result);
    }

    [Theory]
    [InlineData(2, SpfResult.Fail, null)]
    [InlineData(3, SpfResult.PermError, "SPF-VOID-LOOKUPS-EXCEEDED")]
    public async Task Two_void_lookups_are_allowed(int count, SpfResult expected, string? code)
    {
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", $"v=spf1{string.Concat(Enumerable.Repeat(" a:gone.example", count))} -all");

        MailSpfResult result = await zone.EvaluateAsync("user@example.com");

        Assert.Equal((expected, code, count), (result.Result, result.ProblemCode, result.VoidLookupCount));
    }

    [Theory]
    [InlineData(10, "192.0.2.10", SpfResult.Pass)]
    [InlineData(11, "192.0.2.10", SpfResult.Pass)]
    [InlineData(10, "192.0.2.99", SpfResult.Fail)]
    [InlineData(11, "192.0.2.11", SpfResult.PermError)]
    public async Task Ten_mail_exchanges_are_looked_up(int count, string address, SpfResult expected)
    {
        string[] hosts = [.. Enumerable.Range(1, count).Select(at => $"mx{at}.example.com")];
        MemoryResolver zone = new MemoryResolver().Text("example.com", "v=spf1 mx -all").Exchanges("example.com", hosts);
        for (int at = 1; at <= count; at++)
        {
            zone.Host($"mx{at}.example.com", $"192.0.2.{at}");
        }

        MailSpfResult result = await zone.EvaluateAsync("user@example.com", address);

        Assert.Equal(expected, result.Result);
        Assert.Equal(expected == SpfResult.PermError ? "SPF-MX-HOSTS-EXCEEDED" : null, result.ProblemCode);
        Assert.DoesNotContain(zone.Asked, asked => asked.Name == "mx11.example.com");
    }

    [Fact]
    public async Task Names_of_the_client_over_ten_are_ignored()
    {
        string[] names = [.. Enumerable.Range(1, 11).Select(at => $"h{at}.example.net"), "mail.example.com"];
        MemoryResolver zone = new MemoryResolver()
            .Text("example.com", "v=spf1 ptr exists:%{p}.allow.example -all")
            .Pointers("192.0.2.1", names)
            .Host("mail.example.com", "192.0.2.1");

        MailSpfResult result = await zone.EvaluateAsync("user@example.com");

        Assert.Equal(SpfResult.Fail, result.Result);
        Assert.Contains(zone.Asked, asked => asked.Name == "unknown.allow.example");
        Assert.DoesNotContain(zone.Asked, asked => asked.Name == "mail.example.com");
        Assert.Equal(1, zone.Asked.Count(asked => asked.Type == DnsRecordType.Ptr));
    }

    [Fact]
    public async Task An_evaluation_ends_when_its_time_is_up()
    {
        var clock = new ManualClock();
        var gate = new TaskCompletionSource();
        var resolver = new FakeResolver(static _ => DnsStatus.Found, gate.Task);

        Task<MailSpfResult> running = resolver.EvaluateAsync("user@example.com", time: clock);
        Assert.False(running.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(21));
        MailSpfResult result = await running;

        Assert.Equal((SpfResult.TempError, "SPF-TIME-EXCEEDED"), (result.Result, result.ProblemCode));
        Assert.Equal(SpfStepOutcome.Error, Assert.Single(result.Trace).Outcome);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_no_verdict()
    {
        using var stop = new CancellationTokenSource();
        var resolver = new FakeResolver(static _ => DnsStatus.Found, new TaskCompletionSource().Task);
        Task<MailSpfResult> running = new SpfEvaluator(resolver, TimeProvider.System)
            .EvaluateAsync(
                SpfIdentity.Create(IPAddress.Loopback, "example.com", null, null),
                stop.Token);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    // What a TXT record of 64 KiB can hold.
    [Theory]
    [InlineData("ip4:198.51.100.1", SpfResult.Neutral)]
    [InlineData("a", SpfResult.PermError)]
    [InlineData("exists:%{s}%{s}%{s}%{s}", SpfResult.PermError)]
    [InlineData("moo=1", SpfResult.Neutral)]
    [InlineData("!", SpfResult.PermError)]
    [InlineData("mx/24//64/", SpfResult.PermError)]
    public async Task A_record_of_64_kilobytes_is_evaluated_at_once(string term, SpfResult expected)
    {
        string record = "v=spf1" + string.Concat(Enumerable.Repeat(" " + term, 65_000 / (term.Length + 1)));
        MemoryResolver zone = new MemoryResolver().Text("example.com", record);

        MailSpfResult result = await zone.EvaluateAsync(new string('a', 5000) + "@example.com")
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(expected, result.Result);
        Assert.InRange(result.Trace.Count, 1, 600);
        Assert.InRange(zone.Asked.Count, 1, 20);
    }

    [Fact]
    public async Task An_error_behind_hundreds_of_terms_that_are_never_tested_is_found()
    {
        string record = "v=spf1 -all" + string.Concat(Enumerable.Repeat(" a", 100)) + " moo";

        MailSpfResult result = await new MemoryResolver().Text("example.com", record).EvaluateAsync("user@example.com");

        Assert.Equal((SpfResult.PermError, "SPF-MECHANISM-UNKNOWN"), (result.Result, result.ProblemCode));
        Assert.Equal(("moo", "example.com"), (result.Mechanism, result.MechanismDomain));
    }

    [Fact]
    public async Task Five_hundred_texts_beside_the_record_do_not_matter()
    {
        string[] texts = [.. Enumerable.Range(0, 500).Select(at => $"v=spf{at + 2}"), "v=spf1 -all"];
        MemoryResolver zone = new MemoryResolver().Text("example.com", texts);

        Assert.Equal(SpfResult.Fail, (await zone.EvaluateAsync("user@example.com")).Result);
        zone.Text("example.com", "v=spf1 +all");
        Assert.Equal("SPF-MULTIPLE", (await zone.EvaluateAsync("user@example.com")).ProblemCode);
    }
}
