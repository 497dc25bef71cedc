using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>The reverse-path of a draft (RFC 5321, section 4.1.1.2).</summary>
internal static class EnvelopeSender
{
    /// <summary>What the draft names, the null reverse-path included, or else <paramref name="other"/>.</summary>
    /// <exception cref="SmtpAdminException">AddressInvalid: it is no address.</exception>
    public static MailAddress? Of(MessageDraft draft, MailAddress? other) => draft.EnvelopeFrom switch
    {
        null => other,
        MessageDraft.NullPath => null,
        { } address => MailAddressParser.Parse(address),
    };
}
