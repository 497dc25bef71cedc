using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>Asks one resolver for texts and another for all else.</summary>
internal sealed class EitherResolver(IDnsResolver texts, IDnsResolver others) : IDnsResolver
{
    public Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken) =>
        (type == DnsRecordType.Txt ? texts : others).QueryAsync(name, type, cancellationToken);
}
