using System;
using System.Globalization;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>A question to a name server: a name and a type's number.</summary>
internal sealed record DnsName(string Name, int Type)
{
    private static readonly string s_domain = MailZones.DomainOf(1);
    private static readonly string s_reverseName = MailZones.ReverseNameOf(1);

    /// <summary>Whether it is about the domain with number 1, and not about what all have in common.</summary>
    public bool IsOwn => Name.Contains(s_domain, StringComparison.Ordinal) || Name == s_reverseName;

    /// <summary>Reads the form <c>name/type</c>.</summary>
    public static DnsName Parse(string text)
    {
        string[] parts = text.Split('/');
        return new DnsName(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The same question about another domain.</summary>
    public DnsName OfDomain(int number) => Name == s_reverseName
        ? this with { Name = MailZones.ReverseNameOf(number) }
        : this with { Name = Name.Replace(s_domain, MailZones.DomainOf(number), StringComparison.Ordinal) };
}
