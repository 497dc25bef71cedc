using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns;

/// <summary>A question that is being asked once for all who wait for its answer.</summary>
internal sealed class SharedQuestion : TaskCompletionSource<DnsAnswer>, IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public SharedQuestion()
        : base(TaskCreationOptions.RunContinuationsAsynchronously) => Token = _source.Token;

    /// <summary>How many wait.</summary>
    public int Waiters { get; set; }

    /// <summary>Ends when nobody waits any more.</summary>
    public CancellationToken Token { get; }

    /// <summary>Called when the last has gone, with an answer or without.</summary>
    public void Dispose()
    {
        _source.Cancel();
        _source.Dispose();
    }
}
