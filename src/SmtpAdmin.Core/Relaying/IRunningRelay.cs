using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Relaying;

/// <summary>A relay that runs in this process, as its users see it; the engine behind it exists on .NET only.</summary>
internal interface IRunningRelay
{
    /// <summary>What the relay is and has done, as of now.</summary>
    SmtpRelay GetState();

    /// <summary>The messages that the relay keeps or still has to deliver, oldest first.</summary>
    Task<IReadOnlyList<RelayMessage>> GetMessagesAsync(CancellationToken cancellationToken);

    /// <summary>Waits until enough of the kept messages match; the ones there already count.</summary>
    /// <returns>The matching messages, oldest first; fewer than asked for when the time ran out.</returns>
    /// <exception cref="SmtpAdminException">The relay keeps no messages (RelayOptionsInvalid).</exception>
    Task<IReadOnlyList<RelayMessage>> WaitAsync(
        Func<RelayMessage, bool> filter, int count, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Closes the sockets, lets open dialogues end for a few seconds, and keeps the queue for the next start.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
