using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Routing;

/// <summary>A host that takes mail for a domain.</summary>
internal sealed record MailHost
{
    private const int SmtpPort = 25;

    /// <summary>The host's name, or its address where the domain was an address literal.</summary>
    public required string Name { get; init; }

    /// <summary>Where to connect to, in the order in which to try.</summary>
    public required IReadOnlyList<IPAddress> Addresses { get; init; }

    /// <summary>
    /// How to speak to this host. Where TLS is used only when offered, any certificate will do (RFC 7435): nobody says
    /// which name an MX host must show, and the alternative is plaintext. No credential of ours is for a foreign host.
    /// </summary>
    /// <param name="template">Everything but the server: security, times, EHLO name, transcript.</param>
    public SmtpConnectionOptions ToOptions(SmtpConnectionOptions template)
    {
        SmtpConnectionOptions options = template with
        {
            Server = new SmtpEndpoint(Name, template.Server.Port ?? SmtpPort),
            Resolver = (_, _) => Task.FromResult(Addresses.ToArray()),
            Credential = null,
        };
        bool isOpportunistic = options.EffectiveSecurity == SmtpSecurity.StartTlsWhenAvailable
            && options.CertificatePolicy.Thumbprints.Count == 0;
        return isOpportunistic ? options with { CertificatePolicy = ServerCertificatePolicy.AcceptAny } : options;
    }
}
