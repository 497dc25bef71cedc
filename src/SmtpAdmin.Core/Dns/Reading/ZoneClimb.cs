using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Asks for a record at a name and, while there is none, at the names above it, the root excepted.</summary>
internal static class ZoneClimb
{
    /// <summary>
    /// Returns the first answer that has records or says nothing, or else that of the name itself.
    /// </summary>
    /// <param name="resolver">Answers the questions.</param>
    /// <param name="name">Where the climb begins.</param>
    /// <param name="type">The type of record.</param>
    /// <param name="pastMissing">Whether the climb goes on where the name itself does not exist.</param>
    /// <param name="cancellationToken">Ends the climb.</param>
    public static async Task<DnsAnswer> AskAsync(
        IDnsResolver resolver, string name, DnsRecordType type, bool pastMissing, CancellationToken cancellationToken)
    {
        DnsAnswer first = await resolver.QueryAsync(name, type, cancellationToken).ConfigureAwait(false);
        DnsAnswer answer = first;
        // A name has at most 127 labels, so this ends.
        for (string? above = DomainName.Parent(name); above is not null && GoesOn(answer, pastMissing); above = DomainName.Parent(above))
        {
            answer = await resolver.QueryAsync(above, type, cancellationToken).ConfigureAwait(false);
        }

        return answer.IsKnown && answer.Status != DnsStatus.Found ? first : answer;
    }

    private static bool GoesOn(DnsAnswer answer, bool pastMissing) =>
        answer.Status == DnsStatus.NoData || (answer.Status == DnsStatus.NxDomain && pastMissing);
}
