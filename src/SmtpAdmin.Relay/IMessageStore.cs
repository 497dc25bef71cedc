using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay;

/// <summary>Where a session puts the messages that it takes: the queue, or the capture store.</summary>
internal interface IMessageStore
{
    /// <summary>Begins to take a message whose envelope is complete.</summary>
    /// <exception cref="SmtpAdminException">
    /// The store cannot take it now (QueueUnavailable); the session answers 4xx.
    /// </exception>
    ValueTask<IMessageWriter> BeginAsync(Envelope envelope, CancellationToken cancellationToken);
}
