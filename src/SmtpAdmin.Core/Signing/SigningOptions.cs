using System.Collections.Generic;

namespace SmtpAdmin.Core.Signing;

/// <summary>How messages are signed and encrypted; nothing of it by default. Paths are absolute.</summary>
internal sealed record SigningOptions
{
    /// <summary>The DKIM keys; the message gets one signature of each, the first one on top.</summary>
    public IReadOnlyList<SmtpDkimKey> DkimKeys { get; init; } = [];

    /// <summary>The certificate to sign with by S/MIME, or null.</summary>
    public SmtpCertificate? SigningCertificate { get; init; }

    /// <summary>Whether messages are encrypted by S/MIME, for their recipients only.</summary>
    public bool Encrypt { get; init; }

    /// <summary>The certificates of recipients. Each is found by the e-mail addresses in it.</summary>
    public IReadOnlyList<SmtpCertificate> RecipientCertificates { get; init; } = [];
}
