using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Hosting;

public sealed class OrderedWorkTests
{
    [Fact]
    public async Task Work_begins_and_is_handed_out_in_the_order_of_the_input()
    {
        const int Count = 500;
        ConcurrentQueue<int> begun = new();
        using OrderedWork<int> work = new(1, TestContext.Current.CancellationToken);
        foreach (int number in Enumerable.Range(0, Count))
        {
            work.Add(_ =>
            {
                begun.Enqueue(number);
                return Task.FromResult(number);
            });
        }

        int[] taken = new int[Count];
        for (int at = 0; at < Count; at++)
        {
            await work.WaitAsync();
            Assert.True(work.TryTake(out taken[at]));
        }

        Assert.Equal(Enumerable.Range(0, Count), begun);
        Assert.Equal(Enumerable.Range(0, Count), taken);
        Assert.False(work.HasNext);
    }
}
