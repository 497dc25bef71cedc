using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>
/// Opens sessions with the first of several smart hosts that takes them. One that did not is tried after the others for
/// a minute; then it has its place back.
/// </summary>
internal sealed class SmartHostSource(IReadOnlyList<SmtpConnectionOptions> hosts, TimeProvider time) : ISessionSource
{
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<SmtpConnectionOptions, DateTimeOffset> _restUntil = new();

    public async Task<OpenedSession> OpenAsync(CancellationToken cancellationToken)
    {
        SmtpAdminException? first = null;
        foreach (SmtpConnectionOptions host in hosts.OrderBy(IsResting).ToArray())
        {
            try
            {
                SmtpSession session = await SmtpSession.OpenAsync(host, cancellationToken).ConfigureAwait(false);
                _restUntil.TryRemove(host, out _);
                return new OpenedSession(session, host.Server.Host);
            }
            catch (SmtpAdminException failure)
            {
                _restUntil[host] = time.GetUtcNow() + s_rest;
                first ??= failure;
            }
        }

        throw first!;
    }

    private bool IsResting(SmtpConnectionOptions host) =>
        _restUntil.TryGetValue(host, out DateTimeOffset until) && time.GetUtcNow() < until;
}
