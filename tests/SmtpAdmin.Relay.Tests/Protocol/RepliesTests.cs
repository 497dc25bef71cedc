using System.Linq;
using System.Reflection;
using System.Text;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class RepliesTests
{
    public static TheoryData<string> Names => new(Fields().Select(item => item.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reply_is_short_and_carries_an_enhanced_code_of_its_class(string name)
    {
        var reply = (Reply)Fields().Single(item => item.Name == name).GetValue(null)!;
        string wire = Encoding.ASCII.GetString(reply.Wire);
        Assert.True(wire.Length <= 512);
        Assert.EndsWith("\r\n", wire);
        Assert.DoesNotContain('?', wire);
        int kind = reply.Code / 100;
        string expected = kind == 3 ? @"^3\d\d [A-Z]" : $@"^{reply.Code} {kind}\.\d\.\d+ [A-Z0-9]";
        Assert.Matches(expected, wire);
    }

    [Fact]
    public void Every_line_of_a_reply_repeats_its_codes()
    {
        var reply = new Reply(250, "2.0.0", ["one", "two"]);
        Assert.Equal("250-2.0.0 one\r\n250 2.0.0 two\r\n", Encoding.ASCII.GetString(reply.Wire));
    }

    private static FieldInfo[] Fields()
    {
        return typeof(Replies).GetFields(BindingFlags.Public | BindingFlags.Static);
    }
}
