using System.Text;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// A reverse-path or forward-path without its angle brackets and source route (RFC 5321, section 4.1.2).
/// </summary>
/// <param name="LocalPart">As written, quotes included; empty in the null reverse-path.</param>
/// <param name="Domain">
/// A domain or an address literal; empty in the null reverse-path and in a bare Postmaster.
/// </param>
internal readonly record struct MailPath(string LocalPart, string Domain)
{
    /// <summary>The null reverse-path <c>&lt;&gt;</c> of a bounce.</summary>
    public static MailPath Null { get; } = new(string.Empty, string.Empty);

    public bool IsAscii => Ascii.IsValid(LocalPart) && Ascii.IsValid(Domain);

    /// <summary>Turns a path of octets into text: its local part is UTF-8, its domain has A-labels for each label.</summary>
    /// <returns>Whether it is text, and a domain that can be looked up (RFC 6531, section 3.2).</returns>
    public bool TryDecode(out MailPath decoded)
    {
        bool isText = Utf8Octets.TryDecode(LocalPart, out string localPart);
        isText &= Utf8Octets.TryDecode(Domain, out string domain);
        decoded = new MailPath(localPart, domain);
        return isText && (Ascii.IsValid(domain) || MailDomain.TryNormalize(domain, out _));
    }

    public override string ToString() => Domain.Length == 0 ? LocalPart : $"{LocalPart}@{Domain}";
}
