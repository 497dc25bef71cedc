using System.Linq;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Peers;

/// <summary>Messages that go wrong easily, with CRLF line ends; bytes as Latin-1 characters.</summary>
internal static class ClientMessages
{
    private const string Header = "From: a@client.test\r\nTo: b@relay.test\r\nSubject: x\r\n"
        + "Message-ID: <1@client.test>\r\nDate: Mon, 02 Mar 2026 03:04:05 +0000\r\n";

    public static TheoryData<string, string> All => new()
    {
        { "plain", Header + "\r\nHello\r\n" },
        { "header only", Header },
        { "empty body", Header + "\r\n" },
        { "dots", Header + "\r\n.\r\n..\r\n.hidden\r\n...\r\na.\r\n.\r\n" },
        { "nothing but dots in the body", Header + "\r\n" + string.Concat(Enumerable.Repeat(".\r\n", 100)) },
        { "long lines", Header + "\r\n" + string.Concat(Lengths.Select(length => new string('x', length) + "\r\n")) },
        { "8-bit", Header + "\r\nGr\u00C3\u00BC\u00C3\u009Fe \u00E4\u00F6\u00FC \u0080\u00FF\r\n" },
        { "empty lines", Header + "\r\n\r\n\r\n\r\nx\r\n\r\n\r\n" },
    };

    private static int[] Lengths => [997, 998, 999, 1000, 2048, 20_000];
}
