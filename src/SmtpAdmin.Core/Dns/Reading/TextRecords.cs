using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Picks the texts of one kind from an answer: a name can hold TXT records of many kinds.</summary>
internal static class TextRecords
{
    /// <summary>
    /// Asks for the texts at a name below a domain. The prefix can make a long name too long: then it does not exist.
    /// </summary>
    public static async Task<DnsAnswer> AskAsync(
        IDnsResolver resolver, string name, CancellationToken cancellationToken) =>
        DomainName.TryParse(name, out _)
            ? await resolver.QueryAsync(name, DnsRecordType.Txt, cancellationToken).ConfigureAwait(false)
            : new DnsAnswer
            {
                Question = new DnsQuestion(name, DnsRecordType.Txt),
                Status = DnsStatus.NxDomain,
                AnsweredAt = DateTimeOffset.UtcNow,
            };

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
