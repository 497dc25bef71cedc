using System.Net;

namespace SmtpAdmin.Relay.Policy;

/// <summary>
/// What a session knows of its client. STARTTLS forgets all but the address (RFC 3207, section 4.2); the address is that
/// of the connection, or what a trusted proxy said of it.
/// </summary>
internal sealed class ClientIdentity(IPAddress address)
{
    /// <summary>The address without a zone; one mapped into IPv6 is the IPv4 address that it is.</summary>
    public IPAddress IPAddress { get; private set; } = Normalize(address);

    public string Address => IPAddress.ToString();

    /// <summary>The name given with EHLO or HELO; empty before.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Whether the client spoke EHLO, so that it may use extensions.</summary>
    public bool IsExtended { get; set; }

    public bool IsEncrypted { get; private set; }

    /// <summary>The user that signed in, or null.</summary>
    public string? User { get; set; }

    /// <summary>Starts over inside TLS.</summary>
    public void Encrypt()
    {
        Name = string.Empty;
        IsExtended = false;
        User = null;
        IsEncrypted = true;
    }

    /// <summary>Starts over as somebody else, whom a trusted proxy speaks for and may have signed in.</summary>
    public void ActFor(IPAddress address, string? user)
    {
        IPAddress = Normalize(address);
        Name = string.Empty;
        IsExtended = false;
        User = user;
    }

    public static IPAddress Normalize(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.IsIPv6LinkLocal && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes(), 0) : address;
    }
}
