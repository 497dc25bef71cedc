using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Queue;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task Messages_that_wait_at_the_same_time_share_a_transaction()
    {
        const int Messages = 500;
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync();
        long before = queue.Commits;

        await Task.WhenAll(Enumerable.Range(0, Messages).Select(i => Task.Run(() => AddAsync(queue, i))));

        Assert.Equal(Messages, (await QueueFolder.ListAsync(queue)).Count);
        Assert.InRange(queue.Commits - before, 2, Messages / 2);
    }

    [Fact]
    public async Task A_lone_message_is_committed_without_waiting_for_company()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync();
        long before = queue.Commits;

        await AddAsync(queue, 1);

        Assert.Equal(before + 1, queue.Commits);
    }

    private static Task AddAsync(SqliteMessageQueue queue, int number) => QueueFolder.AddAsync(
        queue,
        QueueFolder.Envelope("M" + number.ToString("D4", CultureInfo.InvariantCulture)),
        QueueFolder.Body(500, number));
}
