using System.Threading;

namespace SmtpAdmin.Core.Sending;

/// <summary>Counts the connections of one command, over all its servers.</summary>
internal sealed class ConnectionNumbers
{
    private int _last;

    public int Next() => Interlocked.Increment(ref _last);
}
