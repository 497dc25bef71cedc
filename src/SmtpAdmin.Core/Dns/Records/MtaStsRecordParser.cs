using System.Linq;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>Reads MTA-STS records (RFC 8461, section 3.1). Fields of other names are kept and otherwise ignored.</summary>
internal static class MtaStsRecordParser
{
    private const string Version = "STSv1";
    private const int MaxIdLength = 32;

    /// <summary>Whether a text is an MTA-STS record: others at the name are discarded.</summary>
    public static bool IsMtaSts(string text) => FieldList.IsRecord(text, Version);

    /// <summary>Reads a record.</summary>
    public static MtaStsSyntax Parse(string text)
    {
        var problems = new ProblemList();
        FieldList fields = FieldList.Parse(text, Version, "MTASTS", problems);
        string? id = null;
        bool isFirst = true;
        foreach (Tag field in fields.Fields)
        {
            if (field.Name != "id")
            {
                if (!FieldList.IsExtensionValue(field.Value))
                {
                    problems.Add("MTASTS-FIELD-SYNTAX", field.Position, field.ToString());
                }
            }
            else if (!isFirst)
            {
                problems.Add("MTASTS-FIELD-DUPLICATE", field.Position, field.ToString());
            }
            else
            {
                isFirst = false;
                id = ReadId(field, problems);
            }
        }

        if (isFirst)
        {
            problems.Add("MTASTS-ID-MISSING", 0, string.Empty);
        }

        return new MtaStsSyntax { Id = id, Extensions = fields.Others("id"), Problems = problems.Problems };
    }

    // sts-id = %s"id=" 1*32(ALPHA / DIGIT)
    private static string? ReadId(Tag field, ProblemList problems)
    {
        if (field.Value.Length is > 0 and <= MaxIdLength && field.Value.All(AsciiText.IsLetterOrDigit))
        {
            return field.Value;
        }

        problems.Add("MTASTS-ID-INVALID", field.Position, field.ToString());
        return null;
    }
}
