using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Wire;

namespace SmtpAdmin.Core.Dns.Transports;

/// <summary>Asks by datagrams (RFC 1035, section 4.2.1).</summary>
internal sealed class UdpTransport(IPEndPoint server) : IDnsTransport
{
    private readonly object _lock = new();
    private UdpPort? _port;

    public DnsTransport Kind => DnsTransport.Udp;

    /// <inheritdoc/>
    public async Task<byte[]> ExchangeAsync(WireQuery query, CancellationToken cancellationToken)
    {
        var question = new PendingQuestion(query);
        try
        {
            return await TakePort(question).ExchangeAsync(question, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (question.HasSeenMismatch)
        {
            throw new FormatException("What came does not answer the question.");
        }
        catch (Exception failure) when (TransportException.IsCausedBy(failure))
        {
            throw TransportException.From(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _port?.Dispose();
        }
    }

    private UdpPort TakePort(PendingQuestion question)
    {
        lock (_lock)
        {
            if (_port is null || !_port.TryAdd(question))
            {
                _port = new UdpPort(server);
                _port.TryAdd(question);
            }

            return _port;
        }
    }
}
