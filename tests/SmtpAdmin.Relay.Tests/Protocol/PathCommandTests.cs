using System.Linq;
using System.Text;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class PathCommandTests
{
    private static readonly string s_local64 = new('l', 64);
    private static readonly string s_label63 = new('d', 63);

    public static TheoryData<string, string> GoodPaths => new()
    {
        { "<a@b.test>", "a@b.test" },
        { "<a@b>", "a@b" },
        { "<A.b.c@X-y.Test>", "A.b.c@X-y.Test" },
        { "<!#$%&'*+-/=?^_`{|}~@b.test>", "!#$%&'*+-/=?^_`{|}~@b.test" },
        { "<user%host@b.test>", "user%host@b.test" },
        { "<dom!user@b.test>", "dom!user@b.test" },
        { "<\"a b\"@b.test>", "\"a b\"@b.test" },
        { "<\"\"@b.test>", "\"\"@b.test" },
        { "<\"a\\\"b\\\\\"@b.test>", "\"a\\\"b\\\\\"@b.test" },
        { "<\"a>b@c\"@b.test>", "\"a>b@c\"@b.test" },
        { "<a@[127.0.0.1]>", "a@[127.0.0.1]" },
        { "<a@[IPv6:::1]>", "a@[IPv6:::1]" },
        { "<a@[ipv6:2001:db8::25]>", "a@[ipv6:2001:db8::25]" },
        { "<@x.test:a@b.test>", "a@b.test" },
        { "<@x.test,@y.test:a@b.test>", "a@b.test" },
        { "a@b.test", "a@b.test" },
        { "<" + s_local64 + "@b.test>", s_local64 + "@b.test" },
        { "<a@1.2.3.4>", "a@1.2.3.4" },
    };

    public static TheoryData<string> BadPaths => new(
        "<", ">", "<a", "<a@", "<@b.test>", "<a@b", "a@b>", "<a b@c>", "<a@@b>", "<a@b@c>", "<.a@b>", "<a.@b>",
        "<a..b@c>", "<a@.b>", "<a@b.>", "<a@b..c>", "<a@-b>", "<a@b->", "<a@b_c>", "<\"a@b>", "<\"a\"b@c>",
        "<a\"b\"@c>", "<a@[1.2.3]>", "<a@[1.2.3.256]>", "<a@[::1]>", "<a@[IPv6:1.2.3.4]>", "<a@[IPv6:fe80::1%1]>",
        "<a@[tag:x]>", "<a@[127.0.0.1>", "<a>", "<<a@b>>", "<(comment)a@b>", "<a@b.test(c)>", "<@x.test a@b>", "<@x.test:>",
        "<@:a@b>", "<l" + s_local64 + "@b.test>",
        "<a@" + string.Join('.', Enumerable.Repeat(s_label63, 4)) + ".d>",
        "<" + s_local64 + "@" + string.Join('.', Enumerable.Repeat(s_label63, 3)) + ">");

    [Theory]
    [MemberData(nameof(GoodPaths))]
    public void A_path_is_read_in_both_directions(string text, string expected)
    {
        Assert.Null(PathCommand.ParseMail("FROM:" + text, out PathCommand mail));
        Assert.Equal(expected, mail.Path.ToString());
        Assert.Null(PathCommand.ParseRcpt("to: " + text, isUtf8: false, out PathCommand recipient));
        Assert.Equal(expected, recipient.Path.ToString());
    }

    [Theory]
    [MemberData(nameof(BadPaths))]
    public void A_bad_path_is_named_as_such(string text)
    {
        Assert.Same(Replies.SenderSyntax, PathCommand.ParseMail("FROM:" + text, out _));
        Assert.Same(Replies.RecipientSyntax, PathCommand.ParseRcpt("TO:" + text, isUtf8: false, out _));
    }

    [Fact]
    public void The_null_path_is_a_sender_only()
    {
        Assert.Null(PathCommand.ParseMail("FROM:<>", out PathCommand mail));
        Assert.Equal(string.Empty, mail.Path.ToString());
        Assert.Same(Replies.RecipientSyntax, PathCommand.ParseRcpt("TO:<>", isUtf8: false, out _));
    }

    [Fact]
    public void Postmaster_without_a_domain_is_a_recipient_only()
    {
        Assert.Null(PathCommand.ParseRcpt("TO:<pOSTMASTER>", isUtf8: false, out PathCommand recipient));
        Assert.Equal("pOSTMASTER", recipient.Path.ToString());
        Assert.Same(Replies.SenderSyntax, PathCommand.ParseMail("FROM:<Postmaster>", out _));
        Assert.Same(Replies.RecipientSyntax, PathCommand.ParseRcpt("TO:<Postmasterx>", isUtf8: false, out _));
    }

    [Theory]
    [InlineData("<\u00FC@b>", "\u00FC@b")]
    [InlineData("<a@b\u00FCcher.test>", "a@b\u00FCcher.test")]
    [InlineData("<\"\u00FC \u4F60\"@b>", "\"\u00FC \u4F60\"@b")]
    [InlineData("<\u7528\u6237@\u4F8B\u5B50.\u6D4B\u8BD5>", "\u7528\u6237@\u4F8B\u5B50.\u6D4B\u8BD5")]
    [InlineData("<\uD83D\uDE00.x@b>", "\uD83D\uDE00.x@b")]
    public void With_SMTPUTF8_a_path_is_read_as_UTF_8(string text, string expected)
    {
        string octets = Octets(text);
        Assert.Null(PathCommand.ParseMail($"FROM:{octets} SMTPUTF8", out PathCommand mail));
        Assert.Equal(expected, mail.Path.ToString());
        Assert.Null(PathCommand.ParseRcpt("TO:" + octets, isUtf8: true, out PathCommand recipient));
        Assert.Equal(expected, recipient.Path.ToString());
        Assert.Same(Replies.AddressNeedsUtf8, PathCommand.ParseMail($"FROM:{octets}", out _));
        Assert.Same(Replies.AddressNeedsUtf8, PathCommand.ParseMail($"FROM:{octets} SMTPUTF8=1", out _));
        Assert.Same(Replies.AddressNeedsUtf8, PathCommand.ParseRcpt("TO:" + octets, isUtf8: false, out _));
    }

    [Theory]
    [InlineData("<\u00E4@b>")] // a lone octet of Latin-1
    [InlineData("<\u00C3@b>")] // half a character
    [InlineData("<\u00C0\u00AF@b>")] // longer than it must be
    [InlineData("<\u00ED\u00A0\u0080@b>")] // half a surrogate pair
    [InlineData("<\u00F4\u0090\u0080\u0080@b>")] // above U+10FFFF
    [InlineData("<\u00C2\u0085@b>")] // NEL, a control
    [InlineData("<\u00E2\u0080\u00A8@b>")] // LINE SEPARATOR
    [InlineData("<a@\u00E2\u0080\u008B.test>")] // no label of a domain name
    [InlineData("<\"\\\u00C3\u00BC\"@b>")] // a quoted pair is ASCII
    public void What_is_no_UTF_8_of_an_address_is_a_bad_path(string octets)
    {
        Assert.Same(Replies.SenderSyntax, PathCommand.ParseMail($"FROM:{octets} SMTPUTF8", out _));
        Assert.Same(Replies.RecipientSyntax, PathCommand.ParseRcpt("TO:" + octets, isUtf8: true, out _));
    }

    [Fact]
    public void A_path_without_brackets_has_room_for_them()
    {
        string domain = string.Join('.', Enumerable.Repeat(s_label63, 3));
        string longest = $"{s_local64[..62]}@{domain}";
        Assert.Null(PathCommand.ParseMail($"FROM:{longest}", out _));
        Assert.Null(PathCommand.ParseMail($"FROM:<{longest}>", out _));
        Assert.Same(Replies.SenderSyntax, PathCommand.ParseMail($"FROM:x{longest}", out _));
        Assert.Same(Replies.SenderSyntax, PathCommand.ParseMail($"FROM:<x{longest}>", out _));
    }

    [Fact]
    public void The_limits_of_a_path_count_octets()
    {
        string longest = Octets(new string('\u00FC', 32));
        Assert.Null(PathCommand.ParseRcpt($"TO:<{longest}@b>", isUtf8: true, out _));
        Assert.Same(Replies.RecipientSyntax, PathCommand.ParseRcpt($"TO:<{longest}x@b>", isUtf8: true, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("FROM")]
    [InlineData("FROM <a@b>")]
    [InlineData("FROM:")]
    [InlineData("TO:<a@b>")]
    [InlineData("<a@b>")]
    public void Without_its_keyword_or_path_MAIL_is_told_its_form(string argument)
    {
        Assert.Same(Replies.MailSyntax, PathCommand.ParseMail(argument, out _));
    }

    [Theory]
    [InlineData("FROM:<a@b> SIZE=10", "SIZE=10")]
    [InlineData("FROM:<a@b>  size=10   Body=8BITMIME ", "SIZE=10 BODY=8BITMIME")]
    [InlineData("FROM:<a@b> SMTPUTF8", "SMTPUTF8=")]
    [InlineData("FROM:<a@b> AUTH=<>", "AUTH=<>")]
    [InlineData("FROM:a@b X-1=!<>~", "X-1=!<>~")]
    [InlineData("FROM:<> SIZE=1", "SIZE=1")]
    public void Parameters_are_read_behind_the_path(string argument, string expected)
    {
        Assert.Null(PathCommand.ParseMail(argument, out PathCommand mail));
        Assert.Equal(expected, string.Join(' ', mail.Parameters.Select(p => $"{p.Keyword}={p.Value}")));
    }

    [Theory]
    [InlineData("FROM:<a@b>SIZE=10")]
    [InlineData("FROM:<a@b> SIZE=")]
    [InlineData("FROM:<a@b> =10")]
    [InlineData("FROM:<a@b> SIZE = 10")]
    [InlineData("FROM:<a@b> #$%=!@#")]
    [InlineData("FROM:<a@b> -X=1")]
    [InlineData("FROM:<a@b> X=a=b")]
    [InlineData("FROM:<a@b> X=\u00E4")]
    [InlineData("FROM:<a@b> SIZE=1 size=2")]
    [InlineData("FROM:<a@b>,<c@d>")]
    public void A_bad_parameter_is_named_as_such(string argument)
    {
        Assert.Same(Replies.ParameterSyntax, PathCommand.ParseMail(argument, out _));
    }

    private static string Octets(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
