using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns;

public sealed class CancelableTaskTests
{
    [Fact]
    public async Task A_wait_ends_when_the_caller_gives_up_though_the_task_does_not()
    {
        using var cancel = new CancellationTokenSource();
        Task<int> waiting = new TaskCompletionSource<int>().Task.OrCanceled(cancel.Token);

        Assert.False(waiting.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_task_that_ends_gives_its_result_or_its_failure()
    {
        using var cancel = new CancellationTokenSource();

        Assert.Equal(1, await Task.FromResult(1).OrCanceled(cancel.Token));
        await Assert.ThrowsAsync<FormatException>(
            () => Task.FromException<int>(new FormatException()).OrCanceled(cancel.Token));
    }
}
