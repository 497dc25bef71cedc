using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Peers;

/// <summary>A relay forwards to a real Postfix, which sends on to a relay in capture mode.</summary>
public sealed class PostfixServerTests
{
    private static readonly byte[] s_message = Encoding.ASCII.GetBytes("Subject: x\r\n\r\n.\r\n..x\r\n");

    [Fact]
    public async Task What_the_relay_forwards_to_Postfix_arrives_unchanged()
    {
        await using TestRelay end = TestRelay.Start();
        await using PostfixInstance postfix = await PostfixInstance.StartAsync(Settings(end));
        await using TestForwardRelay relay = await TestForwardRelay.StartAsync(postfix.Port);
        foreach (ITheoryDataRow row in ClientMessages.All)
        {
            (string name, string message) = ((string)row.GetData()[0]!, (string)row.GetData()[1]!);
            byte[] sent = Encoding.Latin1.GetBytes(message);
            end.Captured.Clear();
            await relay.SubmitAsync(sent);
            string received = ReceivedFields.Skip((await end.CapturedAsync()).Content);
            Assert.True(Hash(Encoding.Latin1.GetBytes(received)) == Hash(sent), $"{name}:\n{received}\n{postfix.Log}");
        }
    }

    [Fact]
    public async Task Under_TLS_a_message_reaches_a_Postfix_that_the_relay_can_verify()
    {
        using var authority = new TestCa();
        using X509Certificate2 certificate = authority.Issue("127.0.0.1");
        await using TestRelay end = TestRelay.Start();
        await using PostfixInstance postfix = await PostfixInstance.StartAsync(Settings(end, certificate));
        ServerCertificatePolicy policy = ServerCertificatePolicy.Verify with { TrustedRoots = [authority.Root] };
        await using TestForwardRelay relay = await TestForwardRelay
            .StartAsync(postfix.Port, SmtpSecurity.StartTls, policy);

        await relay.SubmitAsync(s_message);
        string received = (await end.CapturedAsync()).Content;

        Assert.Matches(@"\AReceived: from relay\.example\.org [^:]*using TLSv1\.[23] ", received);
        Assert.Contains(" with ESMTPS ", received, StringComparison.Ordinal);
        Assert.Equal(Encoding.ASCII.GetString(s_message), ReceivedFields.Skip(received));
    }

    [Fact]
    public async Task A_Postfix_whose_certificate_nobody_vouches_for_gets_nothing()
    {
        using X509Certificate2 certificate = TestCa.SelfSigned("127.0.0.1");
        await using TestRelay end = TestRelay.Start();
        await using PostfixInstance postfix = await PostfixInstance.StartAsync(Settings(end, certificate));
        await using TestForwardRelay relay = await TestForwardRelay.StartAsync(postfix.Port, SmtpSecurity.StartTls);

        await relay.SubmitAsync(s_message);
        await Condition.WaitAsync(() => !relay.Delivery.Route.IsUp, () => postfix.Log);
        await relay.StopAsync();

        QueuedMessage waiting = Assert.Single(await QueueFolder.ListAsync(relay.Queue));
        Assert.Equal(RelayMessageState.Queued, waiting.State);
        Assert.Empty(end.Captured.Messages);
    }

    private static PostfixSettings Settings(TestRelay end, X509Certificate2? certificate = null) =>
        new(end.EndPoint) { Port = LoopbackPort.FindFree(), Certificate = certificate };

    private static string Hash(byte[] content) => Convert.ToHexString(SHA256.HashData(content));
}
