using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns;

/// <summary>Answers questions to the domain name system. The seam for tests, caches and other transports.</summary>
internal interface IDnsResolver
{
    /// <summary>Asks one question. What the question came to is in the answer, never an exception.</summary>
    /// <exception cref="SmtpAdminException">DomainInvalid: the name cannot be asked for.</exception>
    /// <exception cref="System.OperationCanceledException">The caller gave up.</exception>
    Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken);
}
