using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using SmtpAdmin.Relay.Queue;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Queue;

public sealed class QueueStorageTests
{
    [Fact]
    public async Task A_new_queue_folder_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("On Windows the rights of the parent folder apply.");
            return;
        }

        using var parent = new QueueFolder();
        string folder = Path.Combine(parent.Path, "new");

        await using SqliteMessageQueue queue = await SqliteMessageQueue.OpenAsync(
            folder, TimeProvider.System, cancellationToken: TestContext.Current.CancellationToken);

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(Owner, File.GetUnixFileMode(folder));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(QueueWriter.LargestRowBody)]
    [InlineData(QueueWriter.LargestRowBody + 1)]
    [InlineData(3_000_000)]
    public async Task A_committed_message_is_there_whole_after_reopening(int size)
    {
        using var folder = new QueueFolder();
        Envelope envelope = QueueFolder.Envelope("M1") with
        {
            IsBinaryMime = true,
            IsUtf8 = true,
            RequiresTls = true,
            Return = DeliveryReturn.Headers,
            EnvelopeId = "QQ 314",
            Recipients =
            [
                new EnvelopeRecipient("anna@example.com") { Notify = DeliveryNotification.Never },
                new EnvelopeRecipient("bert@example.com") { OriginalRecipient = "rfc822;b@example.com" },
            ],
        };
        byte[] body = QueueFolder.Body(size);
        await using (SqliteMessageQueue queue = await folder.OpenAsync())
        {
            await QueueFolder.AddAsync(queue, envelope, body);
        }

        await using SqliteMessageQueue reopened = await folder.OpenAsync();

        QueuedMessage message = Assert.Single(await QueueFolder.ListAsync(reopened));
        Assert.Equivalent(envelope, message.Envelope, strict: true);
        Assert.Equal(size, message.Size);
        Assert.Equal(size, message.BodySize);
        Assert.Equal(RelayMessageState.Queued, message.State);
        Assert.Equal(body, await QueueFolder.ReadBodyAsync(reopened, "M1"));
        Assert.Equal(size > QueueWriter.LargestRowBody ? 1 : 0, folder.BodyFiles.Count());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(200_000)]
    public async Task A_writer_that_is_disposed_without_commit_leaves_nothing(int size)
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync();

        await using (IMessageWriter writer = await queue.BeginAsync(QueueFolder.Envelope("M1"), CancellationToken.None))
        {
            await writer.WriteAsync(QueueFolder.Body(size), CancellationToken.None);
        }

        Assert.Empty(await QueueFolder.ListAsync(queue));
        Assert.Empty(folder.BodyFiles);
    }

    [Fact]
    public async Task A_commit_that_nobody_waits_for_any_more_keeps_its_body_file()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync();
        using var cancellation = new CancellationTokenSource();
        byte[] body = QueueFolder.Body(200_000);

        await using (IMessageWriter writer = await queue.BeginAsync(QueueFolder.Envelope("M1"), CancellationToken.None))
        {
            await writer.WriteAsync(body, CancellationToken.None);
            await cancellation.CancelAsync();
            await writer.CommitAsync(body.Length, cancellation.Token).AsTask()
                .ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Assert.Single(await QueueFolder.ListAsync(queue));
        Assert.Equal(body, await QueueFolder.ReadBodyAsync(queue, "M1"));
    }

    [Fact]
    public async Task Files_without_a_row_are_swept_when_the_queue_opens()
    {
        using var folder = new QueueFolder();
        await using (SqliteMessageQueue queue = await folder.OpenAsync())
        {
            await QueueFolder.AddAsync(queue, QueueFolder.Envelope("KEEP1"), QueueFolder.Body(100_000));
        }

        string kept = Assert.Single(folder.BodyFiles);
        string torn = Path.Combine(Path.GetDirectoryName(kept)!, "TORN1.msg");
        await File.WriteAllTextAsync(torn, "half a mess", TestContext.Current.CancellationToken);

        await using SqliteMessageQueue reopened = await folder.OpenAsync();

        Assert.Equal([kept], folder.BodyFiles);
    }

    [Fact]
    public async Task A_second_relay_on_the_same_folder_is_refused()
    {
        using var folder = new QueueFolder();
        SqliteMessageQueue first = await folder.OpenAsync();

        SmtpAdminException refusal = await Assert.ThrowsAsync<SmtpAdminException>(() => folder.OpenAsync());
        await first.DisposeAsync();
        await using SqliteMessageQueue afterwards = await folder.OpenAsync();

        Assert.Equal(ErrorKind.QueueUnavailable, refusal.Kind);
        Assert.Contains("in use by another relay", refusal.Message);
    }

    [Fact]
    public async Task A_queue_of_a_later_version_is_refused_and_left_alone()
    {
        using var folder = new QueueFolder();
        await (await folder.OpenAsync()).DisposeAsync();
        long version = (long)Execute(folder, "PRAGMA user_version")!;
        Execute(folder, "PRAGMA user_version = 99");

        SmtpAdminException refusal = await Assert.ThrowsAsync<SmtpAdminException>(() => folder.OpenAsync());
        Execute(folder, $"PRAGMA user_version = {version}");
        await using SqliteMessageQueue afterwards = await folder.OpenAsync();

        Assert.Equal(ErrorKind.QueueUnavailable, refusal.Kind);
        Assert.Contains("later version", refusal.Message);
    }

    [Fact]
    public async Task A_queue_of_the_first_version_keeps_its_mail()
    {
        using var folder = new QueueFolder();
        await using (SqliteMessageQueue queue = await folder.OpenAsync())
        {
            await QueueFolder.AddAsync(queue, QueueFolder.Envelope("M1"), QueueFolder.Body(2000));
        }

        foreach (string column in (string[])["is_binary", "is_utf8", "requires_tls", "dsn_return", "envelope_id",
            "delay_reported"])
        {
            Execute(folder, $"ALTER TABLE message DROP COLUMN {column}");
        }

        Execute(folder, "ALTER TABLE recipient DROP COLUMN notify");
        Execute(folder, "ALTER TABLE recipient DROP COLUMN original_recipient");
        Execute(folder, "PRAGMA user_version = 1");
        await using SqliteMessageQueue migrated = await folder.OpenAsync();

        QueuedMessage? message = await migrated.FindAsync("M1", TestContext.Current.CancellationToken);
        Assert.Equal("anna@example.com", Assert.Single(message!.Recipients).Address);
        Assert.Equal(DeliveryReturn.Unspecified, message.Envelope.Return);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        using var folder = new QueueFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "queue.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        SmtpAdminException refusal = await Assert.ThrowsAsync<SmtpAdminException>(() => folder.OpenAsync());

        Assert.Equal(ErrorKind.QueueUnavailable, refusal.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("X")]
    [InlineData("../../etc/passwd")]
    [InlineData("AB/CD")]
    [InlineData("AB\\CD")]
    [InlineData("ABCD..")]
    public async Task An_id_can_name_nothing_outside_the_folder(string id)
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync();
        await using IMessageWriter writer = await queue.BeginAsync(QueueFolder.Envelope(id), CancellationToken.None);

        await Assert.ThrowsAsync<System.ArgumentException>(
            () => writer.WriteAsync(QueueFolder.Body(100_000), CancellationToken.None).AsTask());
    }

    private static object? Execute(QueueFolder folder, string sql)
    {
        string file = Path.Combine(folder.Path, "queue.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
