namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>A list of bad senders.</summary>
/// <param name="Zone">The zone that is asked.</param>
/// <param name="Subjects">What it names; None where that is not known before it was tried.</param>
internal sealed record DnsblList(string Zone, DnsblSubjects Subjects)
{
    /// <summary>A domain that the list always names, for tests: RFC 5782, section 5 has <c>test</c>.</summary>
    public string TestDomain { get; init; } = "test";
}
