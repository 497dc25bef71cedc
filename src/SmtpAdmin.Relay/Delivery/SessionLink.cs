using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Delivery.Routing;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// One worker's connection to its destination: opened when needed, kept for further messages, closed in time.
/// </summary>
internal sealed class SessionLink(ISessionSource source, int messagesPerConnection, DeliveryCounters counters)
    : IAsyncDisposable
{
    private OpenedSession? _opened;
    private int _messages;

    /// <summary>The name of the host that the session is with, as reports have it.</summary>
    public string? Host => _opened?.Host;

    /// <summary>
    /// Whether the session that <see cref="GetSessionAsync"/> gave last has carried a message before.
    /// </summary>
    public bool IsReused => _messages > 1;

    /// <exception cref="SmtpAdminException">No session could be opened.</exception>
    public async Task<SmtpSession> GetSessionAsync(CancellationToken cancellationToken)
    {
        if (_opened is null || !_opened.Session.IsOpen || _messages >= messagesPerConnection)
        {
            await CloseAsync().ConfigureAwait(false);
            _opened = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
            counters.AddConnection();
        }

        _messages++;
        return _opened.Session;
    }

    public async Task CloseAsync()
    {
        OpenedSession? opened = _opened;
        _opened = null;
        _messages = 0;
        if (opened is not null)
        {
            await opened.Session.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);
}
