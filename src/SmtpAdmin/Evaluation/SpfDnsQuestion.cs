namespace SmtpAdmin;

/// <summary>A question to the domain name system that a term of an SPF record asked.</summary>
/// <param name="Name">The name that was asked for, macros expanded.</param>
/// <param name="Type">The record type, for example <c>TXT</c>.</param>
/// <param name="Status">What it came to; null where the name cannot be asked for.</param>
/// <param name="RecordCount">How many records came back.</param>
public sealed record SpfDnsQuestion(string Name, string Type, DnsStatus? Status, int RecordCount)
{
    /// <summary>Returns the question and what it came to.</summary>
    /// <returns>For example <c>A mail.example.com NxDomain</c>.</returns>
    public override string ToString() => $"{Type} {Name} {Status?.ToString() ?? "not asked"}";
}
