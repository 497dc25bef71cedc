using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Relay.Listening;

/// <summary>The options as they hold on each of a relay's listeners.</summary>
internal static class ListenerOptions
{
    /// <returns>One set of options for each listener, the relay's own where it names none.</returns>
    public static IReadOnlyList<RelayOptions> Resolve(RelayOptions options)
    {
        return options.Listeners.Count == 0 ? [options] : [.. options.Listeners.Select(listener => Resolve(options, listener))];
    }

    private static RelayOptions Resolve(RelayOptions options, SmtpRelayListener listener)
    {
        RelayOptions resolved = options with
        {
            Listeners = [],
            Address = listener.Address,
            Port = listener.Port,
            Security = listener.Security,
            RequireAuthentication = listener.RequireAuthentication ?? options.RequireAuthentication,
            AllowedNetworks = listener.AllowedNetworks ?? options.AllowedNetworks,
            DeniedNetworks = listener.DeniedNetworks ?? options.DeniedNetworks,
            RelayNetworks = listener.RelayNetworks ?? options.RelayNetworks,
            AcceptedDomains = listener.AcceptedDomains ?? options.AcceptedDomains,
            MaximumMessageSize = listener.MaximumMessageSize ?? options.MaximumMessageSize,
        };
        bool hasOwn = listener.Certificates.Count + listener.CertificateFiles.Count > 0;
        return !hasOwn ? resolved : resolved with
        {
            Certificate = listener.Certificates.Count > 0 ? listener.Certificates[0] : null,
            OtherCertificates = [.. listener.Certificates.Skip(1)],
            CertificateFiles = listener.CertificateFiles,
        };
    }
}
