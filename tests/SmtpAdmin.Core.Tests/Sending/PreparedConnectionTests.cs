using System;
using System.Threading.Tasks;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Sending;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending;

/// <summary>The connection is opened while the first message is still being composed.</summary>
public sealed class PreparedConnectionTests : MessageSenderFixture
{
    [Fact]
    public async Task Composing_and_connecting_go_side_by_side()
    {
        Greet();
        TakeEnvelope("bert@example.net");
        TakeContent();
        Server.Expect("QUIT").Reply("221 Bye");
        MessageComposer composer = new(TimeProvider.System);

        SendCompletion completion = await ComposeAndSendAsync(() =>
        {
            // Were the one done after the other, this would wait until it gives up.
            Condition.WaitAsync(() => Server.Commands.Count > 0).GetAwaiter().GetResult();
            return composer.Compose(Draft);
        });

        Assert.Equal(SendStatus.Sent, completion.Result?.Status);
        await Server.VerifyAsync();
    }

    [Fact]
    public async Task A_message_that_cannot_be_composed_leaves_a_connection_that_says_goodbye()
    {
        Greet();
        Server.Expect("QUIT").Reply("221 Bye");

        SendCompletion completion = await ComposeAndSendAsync(
            () => throw new SmtpAdminException(ErrorKind.AttachmentUnreadable, "report.pdf is not there."));

        Assert.Equal(ErrorKind.AttachmentUnreadable, completion.Failure?.Kind);
        await Server.VerifyAsync();
    }

    private async Task<SendCompletion> ComposeAndSendAsync(Func<OutgoingMessage> compose)
    {
        var route = new ServerRoute(Options, new ConnectionNumbers(), new RouteGuard(TimeProvider.System));
        var lane = new SendLaneOptions { CreateCarrier = () => new ServerCarrier(route) };
        var done = new TaskCompletionSource<SendCompletion>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var pool = new SendPool(done.SetResult);
        pool.Add("lane", () => lane, new SendJob(0, null, compose));
        return await done.Task;
    }
}
