using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// One worker's connection to the smart host: opened when needed, kept for further messages, closed in time.
/// </summary>
internal sealed class SmartHostLink(DeliveryOptions options, DeliveryCounters counters) : IAsyncDisposable
{
    private SmtpSession? _session;
    private int _messages;

    /// <summary>The server's name, as reports have it.</summary>
    public string Server => options.SmartHost.Server.Host;

    /// <summary>
    /// Whether the session that <see cref="GetSessionAsync"/> gave last has carried a message before.
    /// </summary>
    public bool IsReused => _messages > 1;

    /// <exception cref="SmtpAdminException">No session could be opened.</exception>
    public async Task<SmtpSession> GetSessionAsync(CancellationToken cancellationToken)
    {
        if (_session is null || !_session.IsOpen || _messages >= options.MessagesPerConnection)
        {
            await CloseAsync().ConfigureAwait(false);
            _session = await SmtpSession.OpenAsync(options.SmartHost, cancellationToken).ConfigureAwait(false);
            counters.AddConnection();
        }

        _messages++;
        return _session;
    }

    public async Task CloseAsync()
    {
        SmtpSession? session = _session;
        _session = null;
        _messages = 0;
        if (session is not null)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);
}
