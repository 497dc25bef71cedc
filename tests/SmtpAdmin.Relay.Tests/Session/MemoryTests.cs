using System;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session;

/// <summary>Runs alone, because it measures the whole process.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private const long Allowed = 5 * 1024 * 1024;
    private static readonly byte[] s_megabyte = Encoding.ASCII.GetBytes(new string('x', 1024 * 1024));

    [Fact]
    public async Task A_command_line_of_25_megabytes_is_skipped_without_being_kept()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        long grown = await GrowthAsync(client, megabytes: 25);
        await client.SendAsync("\r\n");
        await client.ExpectAsync("500 5.5.6 ");
        await client.SendExpectAsync("NOOP", "250 ");
        Assert.True(grown < Allowed, $"Memory grew by {grown} bytes.");
    }

    [Fact]
    public async Task A_message_over_the_limit_is_skipped_without_being_kept()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.Options with { MaximumMessageSize = 1024 * 1024 });
        await using SmtpConversation client = await relay.DataAsync();
        long grown = await GrowthAsync(client, megabytes: 100);
        await client.SendAsync("\r\n.\r\n");
        await client.ExpectAsync("552 5.3.4 ");
        await client.SendExpectAsync("NOOP", "250 ");
        Assert.True(grown < Allowed, $"Memory grew by {grown} bytes.");
    }

    [Fact]
    public async Task A_refused_chunk_of_a_gigabyte_is_dropped_without_being_kept()
    {
        await using TestRelay relay = TestRelay.Start();
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<a@b>", "250 ");
        await client.SendLineAsync("BDAT 1073741824 LAST");
        long grown = await GrowthAsync(client, megabytes: 1024);
        await client.ExpectAsync("552 5.3.4 ");
        await client.SendExpectAsync("NOOP", "250 ");
        Assert.True(grown < Allowed, $"Memory grew by {grown} bytes.");
    }

    [Fact]
    public async Task A_large_chunk_goes_into_the_queue_without_being_kept_in_memory()
    {
        using var folder = new QueueFolder();
        await using SqliteMessageQueue queue = await folder.OpenAsync();
        RelayOptions options = TestRelay.Options with { MaximumMessageSize = 200 * 1024 * 1024 };
        await using TestRelay relay = TestRelay.Start(options, decorate: _ => queue);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<a@b>", "250 ");
        await client.SendLineAsync("BDAT 104857600 LAST");
        long grown = await GrowthAsync(client, megabytes: 100);
        await client.ExpectAsync("250 2.0.0 Ok: ");
        Assert.True(grown < Allowed, $"Memory grew by {grown} bytes.");
    }

    private static async Task<long> GrowthAsync(SmtpConversation client, int megabytes)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int count = 0; count < megabytes; count++)
        {
            await client.SendAsync(s_megabyte);
        }

        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }
}
