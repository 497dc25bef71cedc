using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>Makes attempts for one worker, with what it keeps open between them.</summary>
internal interface IDeliveryAttempt : IAsyncDisposable
{
    /// <summary>Makes one attempt. Only cancelling is thrown.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the message was sent whole.</exception>
    Task<AttemptReport> RunAsync(DeliveryJob job, CancellationToken cancellationToken);
}
