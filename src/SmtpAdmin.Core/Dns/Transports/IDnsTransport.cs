using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Wire;

namespace SmtpAdmin.Core.Dns.Transports;

/// <summary>Carries queries to one name server, many at the same time.</summary>
internal interface IDnsTransport : IDisposable
{
    DnsTransport Kind { get; }

    /// <summary>Sends a query and returns the response that fits it.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    /// <exception cref="FormatException">What came fits no query.</exception>
    /// <exception cref="TransportException">The server could not be reached, or ended the connection.</exception>
    Task<byte[]> ExchangeAsync(WireQuery query, CancellationToken cancellationToken);
}
