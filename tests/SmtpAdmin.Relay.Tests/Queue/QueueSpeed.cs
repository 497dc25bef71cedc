using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Queue;

/// <summary>Measures; run it by name with <c>-explicit only</c>. Figures hold for one machine and one moment.</summary>
public sealed class QueueSpeed
{
    [Theory(Explicit = true)]
    [InlineData(1, 2_000, 2_000)]
    [InlineData(10, 2_000, 20_000)]
    [InlineData(20, 2_000, 40_000)]
    [InlineData(100, 2_000, 40_000)]
    [InlineData(10, 100_000, 1_000)]
    public async Task Commit(int sessions, int size, int messages)
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync();
        byte[] body = QueueFolder.Body(size);
        long before = queue.Commits;
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, sessions).Select(session => Task.Run(async () =>
        {
            for (int i = session; i < messages; i += sessions)
            {
                string id = "M" + i.ToString("D8", CultureInfo.InvariantCulture);
                await QueueFolder.AddAsync(queue, QueueFolder.Envelope(id), body);
            }
        })));

        double seconds = watch.Elapsed.TotalSeconds;
        double commits = (queue.Commits - before) / seconds;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sessions} sessions, {size} bytes: {messages / seconds:F0} msg/s, {commits:F0} commits/s"));
    }
}
