using System.IO;
using System.Net;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Reporting;

/// <summary>
/// Writes text from outside into a page. It stands between tags or in a quoted attribute without a meaning of its own,
/// never in a script, a style or an address, where encoding would not disarm it.
/// </summary>
internal static class HtmlText
{
    // A record can have 64 KiB; what is longer is no text that anybody reads.
    private const int MaxLength = 4096;

    /// <summary>The text on one line, bounded, with &lt; &gt; &amp; and both quotes encoded.</summary>
    public static string Encode(string? text) => WebUtility.HtmlEncode(PrintableText.From(text, MaxLength));

    /// <summary>Writes an element that holds text alone.</summary>
    public static void Element(this TextWriter writer, string tag, string? cssClass, string? text)
    {
        writer.Write(cssClass is null ? $"<{tag}>" : $"<{tag} class=\"{cssClass}\">");
        writer.Write(Encode(text));
        writer.Write($"</{tag}>");
    }
}
