using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Picks the texts of one kind from an answer: a name can hold TXT records of many kinds.</summary>
internal static class TextRecords
{
    /// <summary>
    /// The texts that the test accepts, in an order that does not change from one answer to the next.
    /// </summary>
    public static IReadOnlyList<string> Of(DnsAnswer answer, Func<string, bool> accepts) =>
        [
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
