using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Sending;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Tests.Sending;

/// <summary>Sends drafts one after another through a lane, as a pipeline would, and waits for each.</summary>
internal sealed class MessageSender : IAsyncDisposable
{
    private readonly SendLaneOptions _lane;
    private readonly TimeProvider? _clock;
    private readonly MessageComposer _composer = new(TimeProvider.System);
    private TaskCompletionSource<SendCompletion> _completion = new();
    private SendPool _pool;

    public MessageSender(SmtpConnectionOptions options, SendLaneOptions? lane = null, TimeProvider? clock = null)
    {
        var route = new ServerRoute(options, new ConnectionNumbers(), new RouteGuard(clock ?? TimeProvider.System));
        SendLaneOptions server = new() { CreateCarrier = () => new ServerCarrier(route) };
        _lane = lane is null ? server : lane with { CreateCarrier = server.CreateCarrier };
        _clock = clock;
        _pool = CreatePool();
    }

    /// <exception cref="SmtpAdminException">The draft cannot be sent as it is.</exception>
    public async Task<SendOutcome> SendAsync(MessageDraft draft, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _completion = new TaskCompletionSource<SendCompletion>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pool.Add("lane", () => _lane, new SendJob(0, draft, () => _composer.Compose(draft)));
        using CancellationTokenRegistration stop = cancellationToken.Register(() => _pool.Cancel());
        Task cancelled = Task.Delay(Timeout.Infinite, cancellationToken);
        if (await Task.WhenAny(_completion.Task, cancelled) == cancelled)
        {
            // What Ctrl+C does: the pool ends with the command.
            await _pool.DisposeAsync();
            _pool = CreatePool();
            throw new OperationCanceledException(cancellationToken);
        }

        SendCompletion completion = await _completion.Task;
        return completion.Result is { } result ? new SendOutcome(result, completion.Failure) : throw completion.Failure!;
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private SendPool CreatePool() => new(completion => _completion.TrySetResult(completion), _clock);
}
