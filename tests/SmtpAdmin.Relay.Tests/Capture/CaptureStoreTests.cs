using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Capture;

public sealed class CaptureStoreTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_oldest_go_first_when_there_are_too_many()
    {
        var store = new CaptureStore(maximumMessages: 3);
        for (int number = 1; number <= 5; number++)
        {
            await AddAsync(store, $"m{number}");
        }

        Assert.Equal(["m3", "m4", "m5"], store.Messages.Select(message => message.Envelope.Id));
    }

    [Fact]
    public async Task The_oldest_go_first_when_there_are_too_many_bytes()
    {
        var store = new CaptureStore(maximumMessages: 100, maximumBytes: 25);
        await AddAsync(store, "m1", size: 10);
        await AddAsync(store, "m2", size: 10);
        await AddAsync(store, "m3", size: 10);
        Assert.Equal(["m2", "m3"], store.Messages.Select(message => message.Envelope.Id));
        await AddAsync(store, "large", size: 50);
        Assert.Equal(["large"], store.Messages.Select(message => message.Envelope.Id));
    }

    [Fact]
    public async Task A_writer_disposed_without_commit_leaves_nothing()
    {
        var store = new CaptureStore(10);
        await using (IMessageWriter writer = await store.BeginAsync(MakeEnvelope("m"), Token))
        {
            await writer.WriteAsync(new byte[10], Token);
        }

        Assert.Empty(store.Messages);
    }

    [Fact]
    public async Task Waiting_finds_what_is_there_and_what_comes()
    {
        var store = new CaptureStore(10);
        await AddAsync(store, "a1");
        await AddAsync(store, "b1");
        Task<IReadOnlyList<CapturedMessage>> waiting = store.WaitAsync(IsA, 3, s_long, Token);
        await AddAsync(store, "a2");
        await AddAsync(store, "b2");
        Assert.False(waiting.IsCompleted);
        await AddAsync(store, "a3");
        Assert.Equal(["a1", "a2", "a3"], (await waiting).Select(message => message.Envelope.Id));
    }

    [Fact]
    public async Task Waiting_is_not_fooled_by_messages_dropped_meanwhile()
    {
        var store = new CaptureStore(maximumMessages: 1);
        Task<IReadOnlyList<CapturedMessage>> waiting = store.WaitAsync(IsA, 1, s_long, Token);
        store.Clear();
        await AddAsync(store, "b1");
        await AddAsync(store, "b2");
        await AddAsync(store, "a1");
        Assert.Equal("a1", (await waiting).Single().Envelope.Id);
        Assert.Single(await store.WaitAsync(IsA, 1, s_long, Token));
    }

    [Fact]
    public async Task Waiting_ends_within_milliseconds_of_the_arrival()
    {
        var store = new CaptureStore(10);
        var times = new List<double>();
        for (int count = 0; count < 20; count++)
        {
            store.Clear();
            Task<IReadOnlyList<CapturedMessage>> waiting = store.WaitAsync(_ => true, 1, s_long, Token);
            var watch = Stopwatch.StartNew();
            await AddAsync(store, "a");
            await waiting;
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Assert.True(times[times.Count / 2] < 50, $"It took {times[times.Count / 2]} ms.");
    }

    [Fact]
    public async Task Waiting_in_vain_ends_with_an_error_of_its_own()
    {
        var store = new CaptureStore(10);
        await AddAsync(store, "a1");
        var error = await Assert.ThrowsAsync<SmtpAdminException>(
            () => store.WaitAsync(IsA, 2, TimeSpan.FromMilliseconds(50), Token));
        Assert.Equal(ErrorKind.WaitTimedOut, error.Kind);
        Assert.StartsWith("1 of 2 ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        var store = new CaptureStore(10);
        using var source = new CancellationTokenSource();
        Task<IReadOnlyList<CapturedMessage>> waiting = store.WaitAsync(IsA, 1, s_long, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static bool IsA(CapturedMessage message) => message.Envelope.Id.StartsWith('a');

    private static async Task AddAsync(CaptureStore store, string id, int size = 1)
    {
        await using IMessageWriter writer = await store.BeginAsync(MakeEnvelope(id), Token);
        await writer.WriteAsync(new byte[size], Token);
        await writer.CommitAsync(size, Token);
    }

    private static Envelope MakeEnvelope(string id) => new()
    {
        Id = id,
        ReversePath = "a@b",
        Recipients = [new EnvelopeRecipient("c@d")],
        ClientAddress = "127.0.0.1",
        ClientName = "client.test",
        ReceivedAt = DateTimeOffset.UnixEpoch,
    };
}
