using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace SmtpAdmin.Relay.Policy;

/// <summary>A list of networks to look an address up in.</summary>
internal sealed class NetworkList(IEnumerable<IpNetwork> networks)
{
    private readonly IpNetwork[] _networks = [.. networks];

    public bool IsEmpty => _networks.Length == 0;

    /// <returns>The first network that the address lies in, or null.</returns>
    public IpNetwork? Find(IPAddress address) => _networks.FirstOrDefault(network => network.Contains(address));
}
