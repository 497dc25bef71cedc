using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads the BIMI record that stands at the domain itself, under one selector. A receiver that finds none looks at the
/// organizational domain too, which is the caller's to do: what that domain is, is DMARC's question. A record with a
/// version of another case is shown with the problem and not found by receivers.
/// </summary>
internal sealed class BimiReader(IDnsResolver resolver, string selector) : IRecordReader
{
    /// <summary>The selector of messages that name none.</summary>
    public const string DefaultSelector = "default";

    public BimiReader(IDnsResolver resolver)
        : this(resolver, DefaultSelector)
    {
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken) =>
        await ReadRecordsAsync(domain, cancellationToken).ConfigureAwait(false);

    /// <summary>Returns the records as what they are; otherwise as the interface says.</summary>
    public async Task<IReadOnlyList<BimiRecord>> ReadRecordsAsync(string domain, CancellationToken cancellationToken)
    {
        string name = $"{selector}._bimi.{domain}";
        DnsAnswer answer = await resolver.QueryAsync(name, DnsRecordType.Txt, cancellationToken)
            .ConfigureAwait(false);
        var record = new BimiRecord
        {
            Domain = domain,
            Selector = selector,
            QueryName = name,
            Status = TextRecords.StatusWithout(answer),
            CheckedAt = answer.AnsweredAt,
        };
        record = record.With(answer);
        IReadOnlyList<string> texts = TextRecords.Of(answer, BimiRecordParser.IsMeant);
        int count = texts.Count(BimiRecordParser.IsBimi);
        return texts.Count == 0
            ? [record with { TimeToLive = null }]
            : [.. texts.Select(text => Fill(record, text, count))];
    }

    private static BimiRecord Fill(BimiRecord record, string text, int count)
    {
        BimiSyntax syntax = BimiRecordParser.Parse(text);
        bool isRecord = BimiRecordParser.IsBimi(text);
        return record with
        {
            Status = isRecord ? DnsStatus.Found : record.Status,
            Raw = text,
            LogoUri = syntax.LogoUri,
            EvidenceUri = syntax.EvidenceUri,
            AvatarPreference = isRecord ? syntax.AvatarPreference : null,
            LocalPartSelectors = syntax.LocalPartSelectors,
            IsDeclined = syntax.IsDeclined,
            Problems = TextRecords.WithMultiple(syntax.Problems, isRecord ? count : 1, "BIMI-MULTIPLE", text),
        };
    }
}
