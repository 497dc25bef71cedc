using System.Net;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>What is wrong with a host that a record names, as codes without the record's prefix.</summary>
internal static class HostProblems
{
    /// <summary>The code where the host is no host name; null where it is one.</summary>
    public static string? OfName(string host) =>
        DomainName.TryParse(host, out _) ? null : IPAddress.TryParse(host, out _) ? "ADDRESS" : "INVALID";

    /// <summary>A problem that concerns the whole record.</summary>
    public static RecordProblem Whole(string code, string raw) => new(code, 0, EscapedText.Shorten(raw));
}
