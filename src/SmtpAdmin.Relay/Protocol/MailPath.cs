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

    public override string ToString() => Domain.Length == 0 ? LocalPart : $"{LocalPart}@{Domain}";
}
