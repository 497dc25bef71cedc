using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads what the resolver says about a domain's signatures. It is taken at its word: an answer with the AD bit is
/// secure (RFC 4035, section 3.2.3). One without is insecure only where the resolver is known to validate.
/// </summary>
internal sealed class DnssecReader(IDnsResolver resolver) : IRecordReader
{
    // Signed since 2011: a resolver that validates says so of it.
    private const string SignedZone = "com";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        DnsAnswer[] answers = await Task.WhenAll(
            resolver.QueryAsync(domain, DnsRecordType.Soa, cancellationToken),
            resolver.QueryAsync(SignedZone, DnsRecordType.Soa, cancellationToken)).ConfigureAwait(false);
        (DnsAnswer own, DnsAnswer known) = (answers[0], answers[1]);
        bool? validates = Validates(own, known);
        DnssecVerdict verdict = own.Status == DnsStatus.Bogus ? DnssecVerdict.Bogus
            : !own.IsKnown ? DnssecVerdict.Unknown
            : own.IsAuthenticated ? DnssecVerdict.Secure
            : validates == true ? DnssecVerdict.Insecure
            : DnssecVerdict.Unknown;
        var record = new DnssecRecord
        {
            Domain = domain,
            QueryName = domain,
            Status = own.Status,
            CheckedAt = own.AnsweredAt,
            Verdict = verdict,
            ResolverValidates = validates,
        };
        record = record.With(own);
        return [record with { Failure = own.Failure ?? Explain(verdict, validates, known) }];
    }

    private static bool? Validates(DnsAnswer own, DnsAnswer known) =>
        own.Status == DnsStatus.Bogus || (own.IsKnown && own.IsAuthenticated) ? true
        : known.Status == DnsStatus.Found ? known.IsAuthenticated
        : null;

    private static string? Explain(DnssecVerdict verdict, bool? validates, DnsAnswer known) => (verdict, validates) switch
    {
        (not DnssecVerdict.Unknown, _) => null,
        (_, false) => $"The name server does not validate: it does not call {SignedZone} authenticated, which is signed.",
        _ => $"Whether the name server validates is not known: its answer for {SignedZone} was {known.Status}.",
    };
}
