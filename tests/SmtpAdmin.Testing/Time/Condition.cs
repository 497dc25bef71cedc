using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Testing.Time;

/// <summary>What happens in another thread or process, and a test waits for.</summary>
public static class Condition
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until it holds; where it does not in time, the test fails.</summary>
    /// <param name="condition">What is asked again and again.</param>
    /// <param name="otherwise">What to say when the test fails.</param>
    /// <param name="deadline">How long to wait; 15 seconds where nothing is said.</param>
    public static async Task WaitAsync(
        Func<Task<bool>> condition, Func<string>? otherwise = null, TimeSpan? deadline = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > (deadline ?? s_deadline))
            {
                Assert.Fail($"What the test waits for did not happen in time. {otherwise?.Invoke()}");
            }

            await Task.Delay(s_interval, TestContext.Current.CancellationToken);
        }
    }

    public static Task WaitAsync(Func<bool> condition, Func<string>? otherwise = null, TimeSpan? deadline = null) =>
        WaitAsync(() => Task.FromResult(condition()), otherwise, deadline);
}
