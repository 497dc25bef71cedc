using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Reading;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Reads the records of what a user names: a domain, an e-mail address, or an IP address.</summary>
internal sealed class DomainLookup(MailDnsReader reader, IReadOnlyList<MailDnsRecordType> types)
{
    private static readonly MailDnsRecordType[] s_ofAddresses =
        [MailDnsRecordType.Ptr, MailDnsRecordType.Dnsbl, MailDnsRecordType.All];

    /// <summary>Reads one item; what is wrong with it is in the result, so that the others go on.</summary>
    public async Task<LookupResult> ReadAsync(
        string item, IReadOnlyList<string> selectors, CancellationToken cancellationToken)
    {
        try
        {
            if (ReverseName.TryParse(item, out IPAddress address))
            {
                return new LookupResult(
                    item, await reader.ReadAsync(address, types, cancellationToken).ConfigureAwait(false), Refuse(item));
            }

            return new LookupResult(
                item, await reader.ReadAsync(item, types, selectors, cancellationToken).ConfigureAwait(false), null);
        }
        catch (SmtpAdminException exception)
        {
            return new LookupResult(item, [], exception);
        }
    }

    private SmtpAdminException? Refuse(string item)
    {
        MailDnsRecordType[] others = [.. types.Except(s_ofAddresses)];
        return others.Length == 0
            ? null
            : new SmtpAdminException(
                ErrorKind.DomainInvalid,
                $"'{item.Trim()}' is an address, which has no {string.Join(", ", others)} records: "
                + "only Ptr and Dnsbl can be read for it.");
    }
}
