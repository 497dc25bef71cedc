using System.Linq;
using System.Text;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class HopCounterTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Received: a\r\n", 1)]
    [InlineData("Received: a\r\n\tb\r\nreceived:c\r\nSubject: Received:\r\n\r\n", 2)]
    [InlineData("X-Received: a\r\nReceived-SPF: b\r\nReceive: c\r\nReceived\r\n\r\n", 0)]
    [InlineData("Subject: x\r\n\r\nReceived: in the body\r\n", 0)]
    [InlineData("\r\nReceived: in the body\r\n", 0)]
    [InlineData("A: b\r\nReceived: x\r\n \r\nReceived: y\r\n", 2)]
    [InlineData("RECEIVED: x\r\nReceived", 1)]
    [InlineData("R\r\nReceived: x", 1)]
    public void Received_fields_of_the_header_are_counted(string message, int expected)
    {
        foreach (int size in (int[])[1, 2, 5, 1000])
        {
            var counter = new HopCounter();
            foreach (char[] block in message.Chunk(size))
            {
                counter.Add(Encoding.ASCII.GetBytes(block));
            }

            Assert.Equal(expected, counter.Count);
        }
    }
}
