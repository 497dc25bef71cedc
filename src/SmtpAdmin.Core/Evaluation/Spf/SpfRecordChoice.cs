using System.Collections.Generic;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>Which record an answer holds: none, one, or several, which is an error (RFC 7208, section 4.5).</summary>
internal sealed record SpfRecordChoice(string? Text, SpfSyntax? Syntax, bool IsMultiple)
{
    /// <summary>Picks the record from a known answer.</summary>
    public static SpfRecordChoice From(DnsAnswer answer)
    {
        IReadOnlyList<string> texts = TextRecords.Of(answer, SpfRecordParser.IsSpf);
        return texts.Count == 1
            ? new SpfRecordChoice(texts[0], SpfRecordParser.Parse(texts[0]), IsMultiple: false)
            : new SpfRecordChoice(null, null, IsMultiple: texts.Count > 1);
    }
}
