using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class CommandParserTests
{
    [Theory]
    [InlineData("NOOP", nameof(Verb.Noop), "")]
    [InlineData("noop", nameof(Verb.Noop), "")]
    [InlineData("NoOp  hello  ", nameof(Verb.Noop), "hello")]
    [InlineData("QUIT ", nameof(Verb.Quit), "")]
    [InlineData("EHLO client.test", nameof(Verb.Ehlo), "client.test")]
    [InlineData("helo client.test", nameof(Verb.Helo), "client.test")]
    [InlineData("MAIL FROM:<a@b> SIZE=1", nameof(Verb.Mail), "FROM:<a@b> SIZE=1")]
    [InlineData("RCPT TO:<a@b>", nameof(Verb.Rcpt), "TO:<a@b>")]
    [InlineData("STARTTLS", nameof(Verb.StartTls), "")]
    [InlineData("AUTH PLAIN =", nameof(Verb.Auth), "PLAIN =")]
    [InlineData("EXPN list", nameof(Verb.NotImplemented), "list")]
    [InlineData("BDAT 5 LAST", nameof(Verb.Bdat), "5 LAST")]
    [InlineData("GET / HTTP/1.1", nameof(Verb.Http), "/ HTTP/1.1")]
    [InlineData("POST /", nameof(Verb.Http), "/")]
    [InlineData("", nameof(Verb.Unknown), "")]
    [InlineData(" NOOP", nameof(Verb.Unknown), "NOOP")]
    [InlineData("NOOPX", nameof(Verb.Unknown), "")]
    [InlineData("MAILFROM:<a@b>", nameof(Verb.Unknown), "")]
    public void The_verb_is_told_first(string line, string verb, string argument)
    {
        Command command = CommandParser.Parse(line);
        Assert.Equal(verb, command.Verb.ToString());
        Assert.Equal(argument, command.Argument);
    }
}
