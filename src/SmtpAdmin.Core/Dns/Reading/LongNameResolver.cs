using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Answers for names that no message can ask about: a label before a long domain can make a name of more than 253
/// characters (RFC 1035, section 2.3.4). It does not exist, and the domain's other records are read all the same.
/// </summary>
internal sealed class LongNameResolver(IDnsResolver inner) : IDnsResolver
{
    private const int MaxLength = 253;

    /// <inheritdoc/>
    public Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken) =>
        name.Length <= MaxLength
            ? inner.QueryAsync(name, type, cancellationToken)
            : Task.FromResult(new DnsAnswer
            {
                Question = new DnsQuestion(name, type),
                Status = DnsStatus.NxDomain,
                AnsweredAt = DateTimeOffset.UtcNow,
            });
}
