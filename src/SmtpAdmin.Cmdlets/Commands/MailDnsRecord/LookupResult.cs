using System.Collections.Generic;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>What the reading of one domain or address came to: records, an error, or both.</summary>
/// <param name="Item">What the user asked about, as it was typed.</param>
/// <param name="Records">The records; none where the item is no domain.</param>
/// <param name="Error">What is wrong with the item, or null.</param>
internal sealed record LookupResult(string Item, IReadOnlyList<MailDnsRecord> Records, SmtpAdminException? Error);
