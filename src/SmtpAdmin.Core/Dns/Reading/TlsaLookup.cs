using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>What is known about the TLSA records of one mail exchanger.</summary>
/// <param name="Host">The host as the MX record names it.</param>
/// <param name="BaseName">The name under which the records were found, or looked for last: a name to verify.</param>
/// <param name="Answer">The answer to the last question for the records.</param>
/// <param name="Addresses">The host's addresses.</param>
/// <param name="IsSecure">Whether the base name is reached by validated answers and the last answer is validated.</param>
internal sealed record TlsaLookup(
    string Host, string BaseName, DnsAnswer Answer, HostAddresses Addresses, bool IsSecure)
{
    private const int SmtpPort = 25;

    /// <summary>
    /// Asks for a mail exchanger's records (RFC 7672, section 2.2.2). Where the host is an alias and the whole chain is
    /// validated, the name at its end is asked first and then the host itself. Where only the first step is validated,
    /// the host alone counts.
    /// </summary>
    /// <param name="resolver">Answers the questions.</param>
    /// <param name="host">The host in normal form.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    /// <param name="port">The port that the records are for.</param>
    public static async Task<TlsaLookup> ReadAsync(
        IDnsResolver resolver, string host, CancellationToken cancellationToken, int port = SmtpPort)
    {
        HostAddresses addresses = await HostAddresses.ReadAsync(resolver, host, cancellationToken)
            .ConfigureAwait(false);
        bool isSecure = addresses.IsSecure;
        if (addresses.Answer.CanonicalName is { } target)
        {
            if (isSecure && DomainName.TryParse(target, out string? expanded))
            {
                TlsaLookup end = await AskAsync(expanded, isSecure).ConfigureAwait(false);
                // Only a validated "no" leads back to the first name; an error leaves the question open.
                if (end.Answer.Status == DnsStatus.Found || !end.Answer.IsKnown)
                {
                    return end;
                }
            }
            else
            {
                DnsAnswer alias = await resolver.QueryAsync(host, DnsRecordType.Cname, cancellationToken)
                    .ConfigureAwait(false);
                isSecure = alias.IsAuthenticated && alias.Status == DnsStatus.Found;
            }
        }

        return await AskAsync(host, isSecure).ConfigureAwait(false);

        async Task<TlsaLookup> AskAsync(string name, bool isNameSecure)
        {
            string question = System.FormattableString.Invariant($"_{port}._tcp.{name}");
            DnsAnswer answer = await resolver.QueryAsync(question, DnsRecordType.Tlsa, cancellationToken)
                .ConfigureAwait(false);
            return new TlsaLookup(host, name, answer, addresses, isNameSecure && answer.IsAuthenticated);
        }
    }
}
