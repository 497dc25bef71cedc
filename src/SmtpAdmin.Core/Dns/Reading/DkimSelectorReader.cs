using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Reads the key of one selector (RFC 6376, section 3.6.2).</summary>
internal sealed class DkimSelectorReader(IDnsResolver resolver)
{
    /// <summary>Returns the key, or one record that says what the question came to.</summary>
    public async Task<IReadOnlyList<DkimRecord>> ReadAsync(
        string domain, string selector, CancellationToken cancellationToken)
    {
        // Below a long domain the name may be too long to exist, which is no mistake in the selector.
        string label = CommonSelectors.IsOne(selector) ? selector : Normalize(selector);
        string name = $"{label}._domainkey.{domain}";
        DnsAnswer answer = await resolver.QueryAsync(name, DnsRecordType.Txt, cancellationToken).ConfigureAwait(false);
        var record = new DkimRecord
        {
            Domain = domain,
            Selector = selector.Trim(),
            QueryName = name,
            Status = answer.Status,
            CheckedAt = answer.AnsweredAt,
        };
        record = record.With(answer);

        // Without a key among them, what stands there is shown with its problems.
        IReadOnlyList<string> texts = TextRecords.Of(answer, DkimKeyParser.IsKey);
        texts = texts.Count > 0 ? texts : TextRecords.Of(answer, static _ => true);
        return texts.Count == 0 ? [record] : [.. texts.Select(text => Fill(record, text, texts.Count))];
    }

    // A selector may be digits alone, which a domain may not: a letter goes behind it and comes off again.
    private static string Normalize(string selector)
    {
        string name = DomainName.Parse(selector.Trim() + ".x");
        return name.Substring(0, name.Length - 2);
    }

    private static DkimRecord Fill(DkimRecord record, string text, int count)
    {
        DkimKey key = DkimKeyParser.Parse(text);
        return record with
        {
            Raw = text,
            KeyType = key.KeyType,
            KeyBits = key.KeyBits,
            PublicKey = key.PublicKey,
            IsRevoked = key.IsRevoked,
            IsTesting = key.IsTesting,
            HashAlgorithms = key.HashAlgorithms,
            Problems = TextRecords.WithMultiple(key.Problems, count, "DKIM-MULTIPLE", text),
        };
    }
}
