using System.Globalization;

namespace SmtpAdmin.Core.Tests.Sending.Retrying;

/// <summary>Replies as servers send them, from one line of text.</summary>
internal static class Replies
{
    public static SmtpReply Parse(string line)
    {
        string text = line.Substring(4);
        int space = text.IndexOf(' ');
        bool isEnhanced = EnhancedStatusCode.TryParse(space < 0 ? text : text.Substring(0, space), out EnhancedStatusCode status);
        return new SmtpReply
        {
            Code = int.Parse(line.Substring(0, 3), CultureInfo.InvariantCulture),
            EnhancedStatus = isEnhanced ? status : null,
            Lines = [isEnhanced ? text.Substring(space + 1) : text],
        };
    }
}
