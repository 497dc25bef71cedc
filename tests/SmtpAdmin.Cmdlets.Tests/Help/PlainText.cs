using System.Text.RegularExpressions;

namespace SmtpAdmin.Cmdlets.Tests.Help;

/// <summary>Brings prose of pages and of the help file to one form: no marks, one space between words.</summary>
internal static class PlainText
{
    public static string From(string text) => Regex.Replace(Regex.Replace(text, @"`|\*\*", ""), @"\s+", " ").Trim();
}
