using System.Net;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>Who is checked: the arguments of check_host (RFC 7208, section 4.1) and what macros see of them.</summary>
internal sealed record SpfIdentity
{
    private const string Postmaster = "postmaster";

    // Twice what SMTP carries (RFC 5321, section 4.5.3.1.3). A record can repeat a macro ten thousand times.
    private const int MaxTextLength = 512;

    /// <summary>The client's address, normalized.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The domain to check, as given; A-labels where it is one.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether the domain can have a record: several labels that are valid (section 4.3).</summary>
    public required bool IsDomainValid { get; init; }

    /// <summary>The sender's local part; <c>postmaster</c> where there is none (section 4.3).</summary>
    public required string LocalPart { get; init; }

    /// <summary>The sender's domain.</summary>
    public required string SenderDomain { get; init; }

    /// <summary>The name that the client greets with, or null.</summary>
    public string? Helo { get; init; }

    /// <summary>The sender as an address.</summary>
    public string Sender => LocalPart + "@" + SenderDomain;

    /// <summary>Makes the identity to check from what is known of the client.</summary>
    /// <param name="address">The client's address.</param>
    /// <param name="domain">The domain to check; null for the sender's, or the HELO name where the sender is empty.</param>
    /// <param name="sender">The MAIL FROM address; null, empty or <c>&lt;&gt;</c> for the null sender.</param>
    /// <param name="helo">The HELO or EHLO name.</param>
    public static SpfIdentity Create(IPAddress address, string? domain, string? sender, string? helo)
    {
        string? greeting = string.IsNullOrWhiteSpace(helo) ? null : Shorten(helo!.Trim());
        string path = (sender ?? string.Empty).Trim().TrimStart('<').TrimEnd('>');
        int at = path.LastIndexOf('@');
        string localPart = at > 0 ? Shorten(path.Substring(0, at)) : Postmaster;
        // Section 2.4: where the reverse-path is null, the MAIL FROM identity is postmaster at the HELO name.
        string senderDomain = path.Length == 0 ? domain ?? greeting ?? string.Empty : Shorten(path.Substring(at + 1));
        string name = domain ?? senderDomain;
        bool isName = DomainName.TryParse(name, out string? parsed);
        return new SpfIdentity
        {
            Address = SpfAddressRange.Normalize(address),
            Domain = parsed ?? name,
            IsDomainValid = isName && parsed!.IndexOf('.') > 0,
            LocalPart = localPart,
            SenderDomain = DomainName.TryParse(senderDomain, out string? normal) ? normal : senderDomain,
            Helo = greeting,
        };
    }

    private static string Shorten(string text) =>
        text.Length <= MaxTextLength ? text : text.Substring(0, MaxTextLength);
}
