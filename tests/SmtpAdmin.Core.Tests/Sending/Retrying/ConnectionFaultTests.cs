using SmtpAdmin.Core.Sending.Retrying;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending.Retrying;

/// <summary>The texts that providers and servers send, by what is to be done.</summary>
public sealed class ConnectionFaultTests
{
    [Theory]
    [InlineData("421 4.4.2 Message submission rate for this client has exceeded the configured limit")]
    [InlineData("421 4.7.0 Too many messages for this session")]
    [InlineData("450 4.7.0 Too many messages")]
    [InlineData("451 4.3.2 Too many messages for this session")]
    [InlineData("452 4.5.3 Too many messages for this session")]
    [InlineData("452 4.3.1 Too many messages on this connection, please reconnect")]
    [InlineData("452 4.4.5 Maximum number of messages per session exceeded.")]
    [InlineData("451 4.7.1 Too many transactions")]
    [InlineData("421 4.4.1 Connection timed out")]
    [InlineData("421 4.3.0 Service shutting down and closing transmission channel")]
    [InlineData("421 Timeout waiting for data from client.")]
    public void The_connection_is_used_up(string reply) => Assert.True(ConnectionFault.IsUsedUp(Replies.Parse(reply)));

    [Theory]
    [InlineData("432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.")]
    [InlineData("432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded")]
    [InlineData("421 4.7.0 mx.example.com Error: too many connections from 192.0.2.1")]
    [InlineData("421 4.4.5 Too many connections from your host")]
    [InlineData("421 4.7.0 Too many concurrent SMTP connections; please try again later.")]
    [InlineData("452 4.5.3 Too many recipients")]
    [InlineData("452 4.3.1 Insufficient system resources")]
    [InlineData("451 4.7.1 Please try again later")]
    [InlineData("454 Throttling failure: Maximum sending rate exceeded.")]
    [InlineData("550 5.4.5 Daily user sending quota exceeded. Too many messages.")]
    [InlineData("250 2.0.0 Too many messages")]
    public void Another_connection_would_not_help(string reply) => Assert.False(ConnectionFault.IsUsedUp(Replies.Parse(reply)));

    [Theory]
    [InlineData("432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.")]
    [InlineData("454 Throttling failure: Maximum sending rate exceeded.")]
    [InlineData("454 Throttling failure: Daily message quota exceeded.")]
    [InlineData("421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1")]
    [InlineData("450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered.")]
    [InlineData("450 4.2.1 Peak SMTP relay limit exceeded for customer.")]
    [InlineData("421 4.7.28 Our system has detected an unusual rate of unsolicited mail originating from your IP address.")]
    [InlineData("451 4.7.1 Ratelimit \"user\" exceeded")]
    [InlineData("450 4.7.1 Error: too much mail from 192.0.2.1")]
    [InlineData("421 4.4.2 Message submission rate for this client has exceeded the configured limit")]
    public void The_server_is_asked_too_much(string reply) => Assert.True(ConnectionFault.IsThrottle(Replies.Parse(reply)));

    [Theory]
    [InlineData("451 4.3.0 Temporary lookup failure")]
    [InlineData("450 4.2.0 <b@example.com>: Recipient address rejected: Greylisted")]
    [InlineData("452 4.2.2 Mailbox full")]
    [InlineData("550 5.4.5 Daily sending quota exceeded")]
    public void The_server_complains_of_something_else(string reply) =>
        Assert.False(ConnectionFault.IsThrottle(Replies.Parse(reply)));
}
