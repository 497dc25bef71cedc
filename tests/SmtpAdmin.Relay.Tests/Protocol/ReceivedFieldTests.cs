using System;
using System.Text;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class ReceivedFieldTests
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2));

    [Theory]
    [InlineData(false, false, false, "SMTP")]
    [InlineData(true, false, false, "ESMTP")]
    [InlineData(true, true, false, "ESMTPS")]
    [InlineData(true, false, true, "ESMTPA")]
    [InlineData(true, true, true, "ESMTPSA")]
    [InlineData(true, false, false, "UTF8SMTP")]
    [InlineData(true, true, false, "UTF8SMTPS")]
    [InlineData(true, false, true, "UTF8SMTPA")]
    [InlineData(true, true, true, "UTF8SMTPSA")]
    public void It_says_how_the_message_came(bool isExtended, bool isEncrypted, bool isSignedIn, string protocol)
    {
        Envelope envelope = Make("client.test", "192.0.2.1", isEncrypted, isSignedIn ? "user" : null) with
        {
            IsUtf8 = protocol.StartsWith("UTF8", StringComparison.Ordinal),
        };
        string expected = "Received: from client.test ([192.0.2.1])\r\n"
            + $"\tby relay.test with {protocol} id ID1;\r\n"
            + "\tWed, 04 Mar 2026 03:06:07 +0000\r\n";
        Assert.Equal(expected, Text(envelope, isExtended));
    }

    [Theory]
    [InlineData("a\r\nBcc: x", "a??Bcc:?x")]
    [InlineData("(a)\"b\\;<c>", "?a??b???c?")]
    [InlineData("[IPv6:::1]", "[IPv6:::1]")]
    [InlineData("host_1", "host_1")]
    [InlineData("\u00E4\u001B[31m", "??[31m")]
    public void A_client_name_cannot_add_to_it(string name, string expected)
    {
        Assert.StartsWith($"Received: from {expected} ([", Text(Make(name, "192.0.2.1"), true));
    }

    [Fact]
    public void An_IPv6_address_carries_its_tag()
    {
        Assert.Contains("([IPv6:2001:db8::1])", Text(Make("c", "2001:db8::1"), true));
    }

    private static string Text(Envelope envelope, bool isExtended)
    {
        return Encoding.ASCII.GetString(ReceivedField.Create(envelope, "relay.test", isExtended));
    }

    private static Envelope Make(string name, string address, bool isEncrypted = false, string? user = null) => new()
    {
        Id = "ID1",
        ReversePath = "a@b",
        Recipients = [new EnvelopeRecipient("c@d")],
        ClientAddress = address,
        ClientName = name,
        AuthenticatedUser = user,
        IsEncrypted = isEncrypted,
        ReceivedAt = s_time,
    };
}
