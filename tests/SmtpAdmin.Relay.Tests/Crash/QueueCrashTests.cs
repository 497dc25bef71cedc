using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Crash;

/// <summary>
/// Kills a process that fills a queue, again and again on the same folder, and counts what it was promised.
/// </summary>
public sealed class QueueCrashTests
{
    private const int Rounds = 20;

    [Fact]
    public async Task A_killed_process_has_lost_nothing_that_was_committed()
    {
        using var folder = new QueueFolder();
        var promised = new Dictionary<string, string>();
        var random = new Random(8);
        for (int round = 0; round < Rounds; round++)
        {
            foreach (string line in await RunAndKillAsync(folder, $"R{round:D2}X", random.Next(1, 200)))
            {
                string[] parts = line.Split(' ');
                promised.Add(parts[0], parts[1]);
            }
        }

        await using SqliteMessageQueue queue = await folder.OpenAsync();
        List<QueuedMessage> messages = await QueueFolder.ListAsync(queue);

        Assert.InRange(promised.Count, Rounds, int.MaxValue);
        Assert.Empty(promised.Keys.Except(messages.Select(message => message.Id)));
        foreach (QueuedMessage message in messages)
        {
            byte[] body = await QueueFolder.ReadBodyAsync(queue, message.Id) ?? [];
            Assert.Equal(message.BodySize, body.LongLength);
            Assert.Equal(promised.GetValueOrDefault(message.Id, Hash(body)), Hash(body));
        }

        Assert.Equal(
            messages.Count(message => message.BodySize > QueueWriter.LargestRowBody), folder.BodyFiles.Count());
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{promised.Count} promised, {messages.Count} found, {Rounds} kills");
    }

    /// <summary>Lets the child commit at least one message, then for a while more, and kills it.</summary>
    /// <returns>The whole lines that it wrote.</returns>
    private static async Task<IReadOnlyList<string>> RunAndKillAsync(
        QueueFolder folder, string prefix, int milliseconds)
    {
        await using CrashChildProcess child = CrashChildProcess.Start("fill", folder.Path, prefix);
        var output = new StringWriter();
        var buffer = new char[4096];
        bool isKilled = false;
        using var timer = new Timer(_ => child.Kill());
        int read;
        while ((read = await child.Output.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            output.Write(buffer, 0, read);
            if (!isKilled)
            {
                isKilled = timer.Change(milliseconds, Timeout.Infinite);
            }
        }

        await child.WaitForExitAsync();
        string text = output.ToString();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Hash(byte[] body) => Convert.ToHexString(SHA256.HashData(body));
}
