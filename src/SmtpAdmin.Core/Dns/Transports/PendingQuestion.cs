using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Wire;

namespace SmtpAdmin.Core.Dns.Transports;

/// <summary>A query that waits for its response.</summary>
internal sealed class PendingQuestion(WireQuery query)
    : TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public WireQuery Query => query;

    /// <summary>The ID that it was sent with.</summary>
    public ushort Id { get; set; }

    /// <summary>Whether a message of its ID came that does not answer it.</summary>
    public bool HasSeenMismatch { get; set; }
}
