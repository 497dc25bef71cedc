using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// Reads TLS reporting records (RFC 8460, section 3). The grammar lets rua stand more than once; all of them count.
/// </summary>
internal static class TlsRptRecordParser
{
    private const string Version = "TLSRPTv1";

    /// <summary>Whether a text is a TLS reporting record: others at the name are discarded.</summary>
    public static bool IsTlsRpt(string text) => FieldList.IsRecord(text, Version);

    /// <summary>Reads a record.</summary>
    public static TlsRptSyntax Parse(string text)
    {
        var problems = new ProblemList();
        FieldList fields = FieldList.Parse(text, Version, "TLSRPT", problems);
        var uris = new List<string>();
        foreach (Tag field in fields.Fields)
        {
            if (field.Name == "rua")
            {
                ReadUris(field, uris, problems);
            }
            else if (!FieldList.IsExtensionValue(field.Value))
            {
                problems.Add("TLSRPT-FIELD-SYNTAX", field.Position, field.ToString());
            }
        }

        if (!fields.Fields.Any(static field => field.Name == "rua"))
        {
            problems.Add("TLSRPT-RUA-MISSING", 0, string.Empty);
        }

        return new TlsRptSyntax
        {
            ReportUris = uris,
            Extensions = fields.Others("rua"),
            Problems = problems.Problems,
        };
    }

    // tlsrpt-rua = %s"rua=" tlsrpt-uri *(*WSP "," *WSP tlsrpt-uri)
    private static void ReadUris(Tag field, List<string> uris, ProblemList problems)
    {
        int start = field.ValuePosition;
        foreach (string part in field.Value.Split(','))
        {
            string uri = part.Trim();
            if (IsUri(uri))
            {
                uris.Add(uri);
            }
            else
            {
                problems.Add("TLSRPT-URI-INVALID", start + part.Length - part.TrimStart().Length, uri);
            }

            start += part.Length + 1;
        }
    }

    // tlsrpt-uri = URI, in which "!", "," and ";" are percent-encoded. Section 3 defines mailto and https.
    private static bool IsUri(string text) =>
        text.All(static c => AsciiText.IsVisible(c) && c != '!')
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && ((text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && text.IndexOf('@') > "mailto:".Length)
            || (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && uri.Host.Length > 0));
}
