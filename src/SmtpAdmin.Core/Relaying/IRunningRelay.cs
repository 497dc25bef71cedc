using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Relaying;

/// <summary>A relay that runs in this process, as its users see it; the engine behind it exists on .NET only.</summary>
internal interface IRunningRelay
{
    string Name { get; }

    RelayMode Mode { get; }

    /// <summary>The address and the real port that it listens on.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>What the relay is and has done, as of now.</summary>
    ValueTask<SmtpRelay> GetStateAsync(CancellationToken cancellationToken);

    /// <summary>What would happen to a message at each of the relay's listeners; nothing is sent and nothing counted.</summary>
    IReadOnlyList<RelayPolicyResult> AskPolicy(RelayPolicyQuestion question);

    /// <summary>The messages that the relay keeps or still has to deliver, oldest first.</summary>
    IAsyncEnumerable<RelayMessage> GetMessagesAsync(CancellationToken cancellationToken);

    /// <summary>Waits until enough of the kept messages match; the ones there already count.</summary>
    /// <returns>The matching messages, oldest first.</returns>
    /// <exception cref="SmtpAdminException">Too few came in time (WaitTimedOut); the relay keeps none (RelayOptionsInvalid).</exception>
    Task<IReadOnlyList<RelayMessage>> WaitAsync(
        Func<RelayMessage, bool> filter, int count, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Drops the kept messages.</summary>
    /// <exception cref="SmtpAdminException">The relay keeps none (RelayOptionsInvalid).</exception>
    void ClearMessages();

    /// <summary>Plays these faults from now on, instead of those before.</summary>
    /// <exception cref="SmtpAdminException">The relay plays none, or one cannot be played (RelayOptionsInvalid).</exception>
    void SetFaults(IReadOnlyList<RelayFault> faults);

    /// <summary>Closes the sockets, lets open dialogues end for a few seconds, and keeps the queue for the next start.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
