using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Picks the texts of one kind from an answer: a name can hold TXT records of many kinds.</summary>
internal static class TextRecords
{
    /// <summary>Asks for the texts of one kind at a name, and makes a record of each.</summary>
    /// <param name="resolver">Answers the question.</param>
    /// <param name="name">The name.</param>
    /// <param name="create">Makes the record that stands for none; <see cref="StatusWithout"/> is its status.</param>
    /// <param name="accepts">Whether a text is of the kind.</param>
    /// <param name="fill">Puts into that record what a text says; is told how many there are.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The records, or the one that says why there is none.</returns>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        IDnsResolver resolver,
        string name,
        Func<DnsAnswer, T> create,
        Func<string, bool> accepts,
        Func<T, string, int, T> fill,
        CancellationToken cancellationToken)
        where T : MailDnsRecord
    {
        DnsAnswer answer = await resolver.QueryAsync(name, DnsRecordType.Txt, cancellationToken).ConfigureAwait(false);
        T record = create(answer).With(answer);
        IReadOnlyList<string> texts = Of(answer, accepts);
        return texts.Count == 0
            ? [(T)(record with { TimeToLive = null })]
            : [.. texts.Select(text => fill(record, text, texts.Count))];
    }

    /// <summary>
    /// The texts that the test accepts, in an order that does not change from one answer to the next.
    /// </summary>
    public static IReadOnlyList<string> Of(DnsAnswer answer, Func<string, bool> accepts) =>
        answer.Records.Count == 0
            ? []
            : [
                .. answer.Records.OfType<DnsText>().Select(static record => record.Text).Where(accepts)
                    .OrderBy(static text => text, StringComparer.Ordinal),
            ];

    /// <summary>
    /// The status where no text was accepted: other texts at the name do not make the record be there.
    /// </summary>
    public static DnsStatus StatusWithout(DnsAnswer answer) =>
        answer.Status == DnsStatus.Found ? DnsStatus.NoData : answer.Status;

    /// <summary>The problems of one of several records where the standard allows only one.</summary>
    public static IReadOnlyList<RecordProblem> WithMultiple(
        IReadOnlyList<RecordProblem> problems, int count, string code, string text) =>
        count == 1 ? problems : [new RecordProblem(code, 0, EscapedText.Shorten(text)), .. problems];
}
