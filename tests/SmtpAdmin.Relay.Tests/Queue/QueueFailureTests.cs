using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Queue;

public sealed class QueueFailureTests
{
    [Fact]
    public async Task A_full_disk_refuses_the_message_leaves_nothing_of_it_and_keeps_the_others()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync(maximumPages: 100);
        int taken = 0;
        SmtpAdminException? refusal = null;
        while (refusal is null && taken < 1000)
        {
            refusal = await TryAddAsync(queue, $"FULL{taken}", 50_000);
            taken += refusal is null ? 1 : 0;
        }

        Assert.Equal(ErrorKind.QueueUnavailable, refusal?.Kind);
        Assert.InRange(taken, 1, 8);
        Assert.Equal(taken, (await QueueFolder.ListAsync(queue)).Count);
        Assert.Null(await QueueFolder.ReadBodyAsync(queue, $"FULL{taken}"));
        Assert.Equal(QueueFolder.Body(50_000), await QueueFolder.ReadBodyAsync(queue, "FULL0"));
    }

    [Fact]
    public async Task A_full_disk_takes_mail_again_once_there_is_room()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync(maximumPages: 100);
        int taken = 0;
        while (await TryAddAsync(queue, $"FULL{taken}", 50_000) is null)
        {
            taken++;
        }

        await queue.RemoveAsync("FULL0", TestContext.Current.CancellationToken);

        Assert.Null(await TryAddAsync(queue, "AGAIN", 50_000));
    }

    [Fact]
    public async Task A_body_file_that_cannot_be_made_refuses_the_message_and_leaves_nothing()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync();
        string shard = Path.Combine(folder.Path, "bodies", "M1");
        await File.WriteAllTextAsync(shard, "a file where a folder belongs", TestContext.Current.CancellationToken);

        SmtpAdminException? refusal = await TryAddAsync(queue, "M1", 100_000);

        Assert.Equal(ErrorKind.QueueUnavailable, refusal?.Kind);
        Assert.Empty(await QueueFolder.ListAsync(queue));
    }

    [Fact]
    public async Task One_bad_message_does_not_take_down_those_that_share_its_transaction()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync();
        await QueueFolder.AddAsync(queue, QueueFolder.Envelope("DOUBLE"), QueueFolder.Body(10));

        Task<SmtpAdminException?>[] adding = Enumerable.Range(0, 50)
            .Select(i => Task.Run(() => TryAddAsync(queue, i == 25 ? "DOUBLE" : Name(i), 10)))
            .ToArray();
        SmtpAdminException?[] refusals = await Task.WhenAll(adding);

        Assert.Equal(ErrorKind.QueueUnavailable, refusals[25]?.Kind);
        Assert.Equal(1, refusals.Count(refusal => refusal is not null));
        Assert.Equal(50, (await QueueFolder.ListAsync(queue)).Count);
    }

    [Fact]
    public async Task A_closed_queue_takes_nothing()
    {
        using var folder = new QueueFolder();
        SqliteMessageQueue queue = await folder.OpenAsync();
        await queue.DisposeAsync();

        SmtpAdminException? refusal = await TryAddAsync(queue, "LATE", 10);

        Assert.Equal(ErrorKind.QueueUnavailable, refusal?.Kind);
    }

    private static string Name(int number) => "M" + number.ToString("D4", CultureInfo.InvariantCulture);

    private static async Task<SmtpAdminException?> TryAddAsync(SqliteMessageQueue queue, string id, int size)
    {
        try
        {
            await QueueFolder.AddAsync(queue, QueueFolder.Envelope(id), QueueFolder.Body(size));
            return null;
        }
        catch (SmtpAdminException exception)
        {
            return exception;
        }
    }
}
