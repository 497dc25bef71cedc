using System.Threading;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>
/// The jobs into which one claimed message was split. Each has its outcome on disk at once; the claim ends with the last.
/// </summary>
internal sealed class JobGroup(int jobs)
{
    private int _left = jobs;
    private int _outcomes;

    /// <summary>Whether an attempt of one of them counts.</summary>
    public bool HasOutcome => Volatile.Read(ref _outcomes) > 0;

    /// <summary>Says that a job is done, and its outcome, if there is one, on disk.</summary>
    /// <returns>Whether it was the last one.</returns>
    public bool Finish(bool hasOutcome)
    {
        if (hasOutcome)
        {
            Interlocked.Increment(ref _outcomes);
        }

        return Interlocked.Decrement(ref _left) == 0;
    }
}
