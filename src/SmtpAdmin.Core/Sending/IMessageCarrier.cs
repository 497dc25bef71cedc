using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Core.Sending;

/// <summary>Takes messages away, one after another: over a connection, to the exchangers of a domain, into a folder.</summary>
internal interface IMessageCarrier
{
    /// <summary>
    /// Begins what has to be done before a message can go, as opening a connection, while the message is still being
    /// composed. Does not wait; what fails is reported with the message.
    /// </summary>
    void Prepare(CancellationToken cancellationToken);

    /// <summary>Offers a message to some of its recipients, once. What is refused or fails is in the report.</summary>
    /// <exception cref="SmtpAdminException">The message itself cannot be read any more.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the message could have been taken.</exception>
    Task<CarrierReport> SendAsync(
        OutgoingMessage message, IReadOnlyList<MailAddress> recipients, CancellationToken cancellationToken);

    /// <summary>Ends the carrier, in good order as long as the token allows it.</summary>
    Task CloseAsync(CancellationToken cancellationToken);
}
