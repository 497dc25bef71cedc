using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads a domain's MTA-STS record and, where it is the only one, the policy that it stands for (RFC 8461, sections 3.1
/// and 3.3).
/// </summary>
internal sealed class MtaStsReader(IDnsResolver resolver, IMtaStsPolicySource policies) : IRecordReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken) =>
        await ReadRecordsAsync(domain, cancellationToken).ConfigureAwait(false);

    /// <summary>Returns the records as what they are; otherwise as the interface says.</summary>
    public async Task<IReadOnlyList<MtaStsRecord>> ReadRecordsAsync(string domain, CancellationToken cancellationToken)
    {
        string name = "_mta-sts." + domain;
        IReadOnlyList<MtaStsRecord> records = await TextRecords.ReadAsync(
            resolver,
            name,
            answer => new MtaStsRecord
            {
                Domain = domain,
                QueryName = name,
                Status = TextRecords.StatusWithout(answer),
                CheckedAt = answer.AnsweredAt,
            },
            MtaStsRecordParser.IsMtaSts,
            Fill,
            cancellationToken).ConfigureAwait(false);
        return records is [{ Raw: not null } only]
            ? [await FetchAsync(only, cancellationToken).ConfigureAwait(false)]
            : records;
    }

    private static MtaStsRecord Fill(MtaStsRecord record, string text, int count)
    {
        MtaStsSyntax syntax = MtaStsRecordParser.Parse(text);
        return record with
        {
            Status = DnsStatus.Found,
            Raw = text,
            Id = syntax.Id,
            IsValid = count == 1 && syntax.Problems.Count == 0,
            Extensions = syntax.Extensions,
            Problems = TextRecords.WithMultiple(syntax.Problems, count, "MTASTS-MULTIPLE", text),
        };
    }

    private async Task<MtaStsRecord> FetchAsync(MtaStsRecord record, CancellationToken cancellationToken)
    {
        MtaStsFetch fetch = await policies.FetchAsync(record.Domain, cancellationToken).ConfigureAwait(false);
        MtaStsPolicy? policy = fetch.Text is null ? null : MtaStsPolicyParser.Parse(fetch.Text);
        // Section 3.2: the media type is checked, so that no upload of a stranger's is taken for a policy.
        if (policy is not null && fetch.MediaType != "text/plain")
        {
            string type = EscapedText.Shorten(fetch.MediaType ?? string.Empty);
            policy = policy with
            {
                IsValid = false,
                Problems = [new RecordProblem("MTASTS-POLICY-MEDIA-TYPE", 0, type), .. policy.Problems],
            };
        }

        return record with
        {
            PolicyUri = fetch.Uri,
            PolicyStatus = policy is { IsValid: false } ? MtaStsPolicyStatus.Invalid : fetch.Status,
            Policy = policy,
            PolicyFailure = fetch.Failure,
        };
    }
}
