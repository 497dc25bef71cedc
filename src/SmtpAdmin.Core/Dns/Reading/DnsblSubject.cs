using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>An address or a domain that lists are asked about.</summary>
/// <param name="Domain">The domain or address that the user asked about.</param>
/// <param name="Address">The address, or null where the domain itself is meant.</param>
/// <param name="Hosts">The mail exchangers that have the address.</param>
internal sealed record DnsblSubject(string Domain, IPAddress? Address, IReadOnlyList<string> Hosts)
{
    public DnsblSubjects Kind => Address?.AddressFamily switch
    {
        null => DnsblSubjects.Domain,
        AddressFamily.InterNetwork => DnsblSubjects.IPv4,
        _ => DnsblSubjects.IPv6,
    };

    public string Text => Address?.ToString() ?? Domain;

    /// <summary>The name that a list is asked for.</summary>
    public string Below(string zone) => Address is null ? $"{Domain}.{zone}" : ReverseName.Below(Address, zone);
}
