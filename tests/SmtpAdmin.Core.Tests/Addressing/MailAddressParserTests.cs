using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Addressing;
using Xunit;

namespace SmtpAdmin.Core.Tests.Addressing;

public sealed class MailAddressParserTests
{
    [Theory]
    [InlineData("anna@example.com", null, "anna@example.com")]
    [InlineData("  anna@example.com ", null, "anna@example.com")]
    [InlineData("<anna@example.com>", null, "anna@example.com")]
    [InlineData("Anna <anna@example.com>", "Anna", "anna@example.com")]
    [InlineData("Dr. Anna B. Example <anna@example.com>", "Dr. Anna B. Example", "anna@example.com")]
    [InlineData("anna@example.com <anna@example.com>", "anna@example.com", "anna@example.com")]
    [InlineData("\"Example, Anna\" <anna@example.com>", "Example, Anna", "anna@example.com")]
    [InlineData("\"say \\\"hi\\\"\" <anna@example.com>", "say \"hi\"", "anna@example.com")]
    [InlineData("Jürgen Groß <j@example.com>", "Jürgen Groß", "j@example.com")]
    [InlineData("a.b+tag@example.com", null, "a.b+tag@example.com")]
    [InlineData("\"a b\"@example.com", null, "\"a b\"@example.com")]
    [InlineData("\"a@b\"@example.com", null, "\"a@b\"@example.com")]
    [InlineData("root@localhost", null, "root@localhost")]
    [InlineData("anna@[192.0.2.1]", null, "anna@[192.0.2.1]")]
    [InlineData("anna@[IPv6:2001:db8::1]", null, "anna@[IPv6:2001:db8::1]")]
    [InlineData("anna@müller.example", null, "anna@xn--mller-kva.example")]
    [InlineData("jürgen@example.com", null, "jürgen@example.com")]
    [InlineData("用户@例子.example", null, "用户@xn--fsqu00a.example")]
    public void An_address_is_read_as_typed(string text, string? displayName, string address)
    {
        MailAddress parsed = MailAddressParser.Parse(text);

        Assert.Equal(displayName, parsed.DisplayName);
        Assert.Equal(address, parsed.Address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(",;")]
    [InlineData("anna")]
    [InlineData("anna@")]
    [InlineData("@example.com")]
    [InlineData("anna@@example.com")]
    [InlineData("anna example@example.com")]
    [InlineData("anna@example..com")]
    [InlineData("anna@.example.com")]
    [InlineData("anna@example.com.")]
    [InlineData("anna@-example.com")]
    [InlineData("anna@exam_ple.com")]
    [InlineData("anna@192.0.2.1")]
    [InlineData("anna@[192.0.2.256]")]
    [InlineData("anna@[127.1]")]
    [InlineData("anna@[IPv6:fe80::1%eth0]")]
    [InlineData("anna@[example]")]
    [InlineData(".anna@example.com")]
    [InlineData("anna.@example.com")]
    [InlineData("\"anna@example.com")]
    [InlineData("\"an\"na\"@example.com")]
    [InlineData("Anna <anna@example.com")]
    [InlineData("Anna anna@example.com>")]
    [InlineData("Anna <<anna@example.com>")]
    [InlineData("Anna <>")]
    [InlineData("anna\u200B@example.com")]
    [InlineData("anna\u00A0b@example.com")]
    [InlineData("anna@example.com (Anna)")]
    [InlineData("a@example.com, b@example.com")]
    public void Anything_else_is_refused(string? text)
    {
        var failure = Assert.Throws<SmtpAdminException>(() => MailAddressParser.Parse(text));

        Assert.Equal(ErrorKind.AddressInvalid, failure.Kind);
    }

    [Theory]
    [InlineData("anna@example.com\r\nRCPT TO:<eve@example.net>")]
    [InlineData("\"anna\r\nDATA\"@example.com")]
    [InlineData("Anna\r\nBcc: eve@example.net <anna@example.com>")]
    [InlineData("\"Anna\nBcc: eve@example.net\" <anna@example.com>")]
    [InlineData("an\0na@example.com")]
    [InlineData("\u001B[31manna@example.com")]
    [InlineData("anna\u0085@example.com")]
    [InlineData("anna\u2028@example.com")]
    [InlineData("anna\u007F@example.com")]
    public void A_control_character_is_refused_and_not_repeated(string text)
    {
        var failure = Assert.Throws<SmtpAdminException>(() => MailAddressParser.Parse(text));

        Assert.Equal(ErrorKind.AddressInvalid, failure.Kind);
        Assert.DoesNotContain(failure.Message, char.IsControl);
        Assert.DoesNotContain('\u2028', failure.Message);
    }

    [Theory]
    [InlineData("a@x.example, b@x.example", "a@x.example|b@x.example")]
    [InlineData("a@x.example;b@x.example;", "a@x.example|b@x.example")]
    [InlineData("A <a@x.example> ; \"B, C; D\" <b@x.example>,c@x.example", "a@x.example|b@x.example|c@x.example")]
    [InlineData("\"a,b\"@x.example, \"c\\\";\"@x.example", "\"a,b\"@x.example|\"c\\\";\"@x.example")]
    public void A_list_is_divided_outside_quotes(string text, string addresses)
    {
        IEnumerable<string> parsed = MailAddressParser.ParseList(text).Select(address => address.Address);

        Assert.Equal(addresses, string.Join("|", parsed));
    }

    [Theory]
    [InlineData(64, 63, true)]
    [InlineData(65, 63, false)]
    [InlineData(64, 64, false)]
    public void Lengths_are_bounded(int localPart, int label, bool isValid)
    {
        string text = $"{new string('a', localPart)}@{new string('b', label)}.example";

        Assert.Equal(isValid, Record.Exception(() => MailAddressParser.Parse(text)) is null);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.Throws<SmtpAdminException>(() => MailAddressParser.Parse("anna\uD800@example.com"));
    }

    [Fact]
    public void A_local_part_is_measured_in_octets()
    {
        Assert.Throws<SmtpAdminException>(() => MailAddressParser.Parse(new string('ü', 33) + "@example.com"));
    }

    [Fact]
    public void A_long_text_is_cut_in_the_error()
    {
        var failure = Assert.Throws<SmtpAdminException>(() => MailAddressParser.Parse(new string('a', 100_000)));

        Assert.InRange(failure.Message.Length, 1, 300);
    }

    [Theory]
    [InlineData("anna@müller.example", false)]
    [InlineData("jürgen@example.com", true)]
    public void Only_the_local_part_needs_smtputf8(string text, bool needs)
    {
        Assert.Equal(needs, MailAddressParser.Parse(text).NeedsSmtpUtf8);
    }
}
