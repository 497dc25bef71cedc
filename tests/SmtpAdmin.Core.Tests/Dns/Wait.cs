using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Tests.Dns;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Wait
{
    public static async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            await Task.Delay(10, deadline.Token);
        }
    }
}
