using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Testing.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns;

public sealed class DnsResolverTests
{
    private static readonly string s_long = new('x', 200);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_are_found_with_their_server_and_time_to_live()
    {
        await using var dns = ZoneDns.Start("""
            example.com 60 MX 20 b.example.com
            example.com 30 MX 10 A.Example.com.
            """);

        DnsAnswer answer = await AskAsync(dns, "Example.COM.", DnsRecordType.Mx);

        Assert.Equal(DnsStatus.Found, answer.Status);
        Assert.Equal(dns.Server, answer.NameServer);
        Assert.Equal(TimeSpan.FromSeconds(30), answer.TimeToLive);
        Assert.False(answer.IsAuthenticated);
        Assert.Null(answer.CanonicalName);
        Assert.Equal(
            ["20 b.example.com", "10 a.example.com"],
            answer.Records.Cast<DnsMailExchange>().Select(mx => $"{mx.Preference} {mx.Exchange.ToLowerInvariant()}"));
    }

    [Theory]
    [InlineData("a.example.com A 192.0.2.1", "a.example.com", DnsStatus.Found)]
    [InlineData("a.example.com A 192.0.2.1", "nothing.example.com", DnsStatus.NxDomain)]
    [InlineData("a.example.com AAAA 2001:db8::1", "a.example.com", DnsStatus.NoData)]
    [InlineData("x.a.example.com A 192.0.2.1", "a.example.com", DnsStatus.NoData)]
    [InlineData("a.example.com !ServFail", "a.example.com", DnsStatus.ServFail)]
    [InlineData("a.example.com !Refused", "a.example.com", DnsStatus.Refused)]
    [InlineData("a.example.com !Silent", "a.example.com", DnsStatus.Timeout)]
    [InlineData("a.example.com !Garbage", "a.example.com", DnsStatus.Error)]
    [InlineData("a.example.com !Bogus", "a.example.com", DnsStatus.Bogus)]
    [InlineData("a.example.com !Unreachable", "a.example.com", DnsStatus.ServFail)]
    [InlineData("a.example.com !Referral", "a.example.com", DnsStatus.Error)]
    [InlineData("a.example.com CNAME gone.example.net", "a.example.com", DnsStatus.NxDomain)]
    public async Task Every_outcome_is_told_apart(string zone, string name, DnsStatus expected)
    {
        await using var dns = ZoneDns.Start(zone);

        DnsAnswer answer = await AskAsync(dns, name, DnsRecordType.A);

        Assert.Equal(expected, answer.Status);
        Assert.Equal(expected is DnsStatus.Found, answer.Records.Count > 0);
        Assert.Equal(answer.IsKnown, answer.Failure is null);
        Assert.Equal(dns.Server, answer.NameServer);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_or_a_timeout_and_never_a_missing_record()
    {
        using var unused = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        unused.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        string server = unused.LocalEndPoint!.ToString()!;

        DnsAnswer answer = await AskAsync(server, "example.com", DnsRecordType.A);

        Assert.Contains(answer.Status, new[] { DnsStatus.Error, DnsStatus.Timeout });
        Assert.NotNull(answer.Failure);
        Assert.Equal(server, answer.NameServer);
    }

    [Theory]
    [InlineData("Truncated")]
    [InlineData("Cut")]
    public async Task A_shortened_answer_is_asked_for_again_over_tcp(string behaviour)
    {
        string strings = string.Join(' ', Enumerable.Repeat($"\"{s_long}\"", 6));
        await using var dns = ZoneDns.Start($"""
            example.com !{behaviour}
            example.com TXT {strings}
            """);

        DnsAnswer answer = await AskAsync(dns, "example.com", DnsRecordType.Txt);

        Assert.Equal(DnsStatus.Found, answer.Status);
        Assert.Equal(1200, Assert.IsType<DnsText>(Assert.Single(answer.Records)).Text.Length);
        Assert.Contains(dns.Queries, query => query.IsTcp);
    }

    [Fact]
    public async Task An_answer_of_just_the_size_that_middleboxes_cut_at_is_not_believed()
    {
        // Header 12, question 17, owner and fixed fields 23, strings 256 and 204: 512 bytes.
        await using var dns = ZoneDns.Start($"""
            example.com !Shortened
            example.com TXT "{new string('x', 255)}" "{new string('x', 203)}"
            example.com TXT "second"
            """);

        DnsAnswer answer = await AskAsync(dns, "example.com", DnsRecordType.Txt);

        Assert.Equal(2, answer.Records.Count);
        Assert.Equal([false, true], dns.Queries.Select(query => query.IsTcp));
    }

    [Fact]
    public async Task An_answer_over_the_size_that_we_offer_comes_over_tcp()
    {
        string strings = string.Join(' ', Enumerable.Repeat($"\"{s_long}\"", 20));
        await using var dns = ZoneDns.Start($"example.com TXT {strings}");

        DnsAnswer answer = await AskAsync(dns, "example.com", DnsRecordType.Txt);

        Assert.Equal(4000, Assert.IsType<DnsText>(Assert.Single(answer.Records)).Text.Length);
        Assert.Equal([false, true], dns.Queries.Select(query => query.IsTcp));
    }

    [Fact]
    public async Task Strings_of_a_text_record_are_joined_without_spaces_and_made_safe_to_show()
    {
        await using var dns = ZoneDns.Start("""
            example.com TXT "v=spf1 inc" "lude:example.net -all" "\027[2J\255"
            """);

        DnsAnswer answer = await AskAsync(dns, "example.com", DnsRecordType.Txt);

        string text = Assert.IsType<DnsText>(Assert.Single(answer.Records)).Text;
        Assert.StartsWith("v=spf1 include:example.net -all\\027[2J", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ad_bit_is_asked_for_and_reported()
    {
        await using var dns = ZoneDns.Start("""
            example.com !Authenticated
            example.com A 192.0.2.1
            """);

        Assert.True((await AskAsync(dns, "example.com", DnsRecordType.A)).IsAuthenticated);
    }

    [Fact]
    public async Task An_alias_is_followed_to_its_records_with_the_shortest_time_to_live()
    {
        await using var dns = ZoneDns.Start("""
            a.example.com 300 CNAME b.example.com
            b.example.com 20 CNAME c.example.net
            c.example.net 600 TXT "found"
            """);

        DnsAnswer answer = await AskAsync(dns, "a.example.com", DnsRecordType.Txt);

        Assert.Equal("c.example.net", answer.CanonicalName);
        Assert.Equal(TimeSpan.FromSeconds(20), answer.TimeToLive);
        Assert.Equal("found", Assert.IsType<DnsText>(Assert.Single(answer.Records)).Text);
    }

    [Fact]
    public async Task Aliases_in_a_circle_are_an_error()
    {
        await using var dns = ZoneDns.Start("""
            a.example.com CNAME b.example.com
            b.example.com CNAME a.example.com
            """);

        DnsAnswer answer = await AskAsync(dns, "a.example.com", DnsRecordType.A);

        Assert.Equal(DnsStatus.Error, answer.Status);
        Assert.Contains("CNAME", answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_without_an_answer_is_asked_again_as_often_as_told()
    {
        await using var dns = ZoneDns.Start("a.example.com !Silent");

        await AskAsync(dns, "a.example.com", DnsRecordType.A);

        Assert.Equal(2, dns.Queries.Count);
    }

    [Fact]
    public async Task Cancellation_ends_a_question_within_a_second()
    {
        await using var dns = ZoneDns.Start("a.example.com !Silent");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var options = new DnsResolverOptions { Server = dns.Server, Timeout = TimeSpan.FromSeconds(30) };
        DnsResolver resolver = await DnsResolverFactory.CreateAsync(options, TimeProvider.System, Token);

        Task<DnsAnswer> asking = resolver.QueryAsync("a.example.com", DnsRecordType.A, cancel.Token);
        await Wait.UntilAsync(() => dns.Queries.Count > 0, Token);
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("SilentOnce", 2)]
    [InlineData("NoEdns", 2)]
    [InlineData("ForgedFirst", 1)]
    [InlineData("UpperCase", 1)]
    public async Task What_does_not_answer_a_question_does_not_end_the_wait_for_what_does(string behaviour, int questions)
    {
        await using var dns = ZoneDns.Start($"""
            a.example.com !{behaviour}
            a.example.com A 192.0.2.1
            """);

        DnsAnswer answer = await AskAsync(dns, "a.example.com", DnsRecordType.A);

        Assert.Equal("192.0.2.1", Assert.IsType<DnsAddress>(Assert.Single(answer.Records)).Address.ToString());
        Assert.Equal(questions, dns.Queries.Count);
        Assert.Equal(DnsTransport.Udp, answer.Transport);
        Assert.Equal(behaviour != "NoEdns", dns.Queries.Last().HasEdns);
    }

    [Fact]
    public async Task Where_only_wrong_answers_come_the_question_goes_over_tcp()
    {
        await using var dns = ZoneDns.Start("""
            a.example.com !OtherQuestion
            a.example.com A 192.0.2.1
            """);

        DnsAnswer answer = await AskAsync(dns, "a.example.com", DnsRecordType.A);

        Assert.Equal("192.0.2.1", Assert.IsType<DnsAddress>(Assert.Single(answer.Records)).Address.ToString());
        Assert.Equal(DnsTransport.Tcp, answer.Transport);
    }

    [Theory]
    [InlineData("BogusWithoutReason", DnsStatus.Bogus, "false,true,false")]
    [InlineData("Bogus", DnsStatus.Bogus, "false")]
    [InlineData("ServFail", DnsStatus.ServFail, "false,true")]
    [InlineData("Unreachable", DnsStatus.ServFail, "false")]
    [InlineData("FailsOnce", DnsStatus.Found, "false,true,false")]
    public async Task Failed_validation_is_told_from_other_failures(string behaviour, DnsStatus expected, string disabled)
    {
        await using var dns = ZoneDns.Start($"""
            a.example.com !{behaviour}
            a.example.com A 192.0.2.1
            """);

        DnsAnswer answer = await AskAsync(dns, "a.example.com", DnsRecordType.A);

        Assert.Equal(expected, answer.Status);
        Assert.Equal(expected == DnsStatus.Found, answer.Records.Count > 0);
        Assert.Equal(
            disabled, string.Join(",", dns.Queries.Select(query => query.IsCheckingDisabled ? "true" : "false")));
    }

    [Fact]
    public async Task The_reason_that_a_server_gives_is_told_and_safe_to_show()
    {
        await using var dns = ZoneDns.Start("a.example.com !Bogus");

        DnsAnswer answer = await AskAsync(dns, "a.example.com", DnsRecordType.A);

        Assert.Equal(6, Assert.Single(answer.ExtendedErrors).Code);
        Assert.Contains("DNSSEC Bogus, EDE 6: no RRSIG", answer.Failure, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001B", answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_utf8_where_it_is_valid_and_keeps_every_octet_where_it_is_not()
    {
        // The two octets of the first letter lie in two strings.
        await using var dns = ZoneDns.Start("""
            a.example.com TXT "\195" "\188ber"
            b.example.com TXT "\252ber"
            """);

        Assert.Equal("\u00FCber", await TextAsync(dns, "a.example.com"));
        Assert.Equal("\u00FCber", await TextAsync(dns, "b.example.com"));
    }

    [Fact]
    public async Task A_record_of_nearly_64_kilobytes_and_a_record_of_500_strings_are_whole()
    {
        string large = string.Join(' ', Enumerable.Repeat($"\"{new string('x', 255)}\"", 250));
        string many = string.Join(' ', Enumerable.Repeat("\"ab\"", 500));
        await using var dns = ZoneDns.Start($"""
            large.example.com TXT {large}
            many.example.com TXT {many}
            """);

        Assert.Equal(63_750, (await TextAsync(dns, "large.example.com")).Length);
        Assert.Equal(1000, (await TextAsync(dns, "many.example.com")).Length);
    }

    [Fact]
    public async Task A_name_that_a_macro_made_up_is_asked_for_as_it_is()
    {
        await using var dns = ZoneDns.Start("foo+bar=baz._spf.example.com A 127.0.0.2");

        DnsAnswer answer = await AskAsync(dns, "foo+bar=baz._spf.example.com", DnsRecordType.A);

        Assert.Equal(DnsStatus.Found, answer.Status);
    }

    [Fact]
    public async Task An_alias_that_leaves_an_authoritative_servers_zones_is_no_evidence_of_absence()
    {
        await using var dns = ZoneDns.Start("a.example.com !Referral");

        DnsAnswer answer = await AskAsync(dns, "a.example.com", DnsRecordType.Mx);

        Assert.Equal(DnsStatus.Error, answer.Status);
        Assert.Contains("refers to others", answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_few_hundred_questions_under_way_all_get_their_own_answer_within_the_bound()
    {
        string zone = string.Join('\n', Enumerable.Range(0, 500).Select(i => $"n{i}.example.com TXT \"text {i}\""));
        await using var dns = ZoneDns.Start(zone);
        var options = new DnsResolverOptions { Server = dns.Server, Timeout = TimeSpan.FromSeconds(60) };
        using DnsResolver resolver = await DnsResolverFactory.CreateAsync(options, TimeProvider.System, Token);

        DnsAnswer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 500).Select(i => resolver.QueryAsync($"n{i}.example.com", DnsRecordType.Txt, Token)));

        Assert.Equal(
            Enumerable.Range(0, 500).Select(i => $"text {i}"),
            answers.Select(answer => Assert.IsType<DnsText>(Assert.Single(answer.Records)).Text));
    }

    [Fact]
    public async Task No_more_questions_are_under_way_at_a_server_than_the_bound()
    {
        await using var dns = ZoneDns.Start("example.com !Silent");
        var options = new DnsResolverOptions { Server = dns.Server, Timeout = TimeSpan.FromSeconds(30), MaxQuestionsUnderWay = 3 };
        using DnsResolver resolver = await DnsResolverFactory.CreateAsync(options, TimeProvider.System, Token);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        Task[] asking = [.. Enumerable.Range(0, 10).Select(_ => resolver.QueryAsync("example.com", DnsRecordType.A, cancel.Token))];
        await Wait.UntilAsync(() => dns.Queries.Count >= 3, Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(asking));
        Assert.All(asking, task => Assert.True(task.IsCanceled));
        Assert.Equal(3, dns.Queries.Count);
    }

    [Fact]
    public async Task A_server_may_be_given_by_name()
    {
        await using var dns = ZoneDns.Start("example.com A 192.0.2.1");

        DnsAnswer answer = await AskAsync($"localhost:{dns.Port}", "example.com", DnsRecordType.A);

        // Where localhost means ::1 first, nothing listens there; the name was resolved all the same.
        Assert.EndsWith($":{dns.Port}", answer.NameServer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-host.invalid")]
    [InlineData("")]
    [InlineData("127.0.0.1:99999")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("https://user@127.0.0.1/dns-query")]
    [InlineData("https://")]
    [InlineData("tls://a b")]
    public async Task A_server_that_cannot_be_used_is_an_error_of_the_caller(string server)
    {
        SmtpAdminException error = await Assert.ThrowsAsync<SmtpAdminException>(
            () => AskAsync(server, "example.com", DnsRecordType.A));

        Assert.Equal(ErrorKind.NameServerInvalid, error.Kind);
    }

    [Fact]
    public async Task A_name_that_cannot_be_asked_for_is_an_error_of_the_caller()
    {
        await using var dns = ZoneDns.Start("example.com A 192.0.2.1");

        SmtpAdminException error = await Assert.ThrowsAsync<SmtpAdminException>(
            () => AskAsync(dns, "exa mple.com", DnsRecordType.A));

        Assert.Equal(ErrorKind.DomainInvalid, error.Kind);
    }

    private static async Task<string> TextAsync(ZoneDns dns, string name) =>
        Assert.IsType<DnsText>(Assert.Single((await AskAsync(dns, name, DnsRecordType.Txt)).Records)).Text;

    private static Task<DnsAnswer> AskAsync(ZoneDns dns, string name, DnsRecordType type) =>
        AskAsync(dns.Server, name, type);

    private static async Task<DnsAnswer> AskAsync(string server, string name, DnsRecordType type)
    {
        var options = new DnsResolverOptions { Server = server, Timeout = TimeSpan.FromMilliseconds(500) };
        DnsResolver resolver = await DnsResolverFactory.CreateAsync(options, TimeProvider.System, Token);
        return await resolver.QueryAsync(name, type, Token);
    }
}
