using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Listening.Certificates;

namespace SmtpAdmin.Relay.Listening;

/// <summary>How a listener speaks TLS as a server: with the certificate for the name that the client asks for.</summary>
internal sealed class ServerTls
{
    private readonly ICertificateSource[] _sources;

    private ServerTls(IEnumerable<ICertificateSource> sources) => _sources = [.. sources];

    /// <summary>The thumbprint of the certificate for clients that ask for no name.</summary>
    public string Thumbprint => _sources[0].Current.Thumbprint;

    /// <returns>Null where the options give no certificate, or want no TLS.</returns>
    /// <exception cref="SmtpAdminException">RelayCertificateInvalid: a file cannot be used.</exception>
    public static ServerTls? Create(RelayOptions options, RelayCounters counters)
    {
        if (options.Security == RelaySecurity.None)
        {
            return null;
        }

        List<ICertificateSource> sources = [];
        if (options.Certificate is { } certificate)
        {
            sources.Add(new FixedCertificate(certificate));
        }

        sources.AddRange(options.OtherCertificates.Select(other => new FixedCertificate(other)));
        sources.AddRange(options.CertificateFiles.Select(file => new FileCertificate(file, counters)));
        return sources.Count == 0 ? null : new ServerTls(sources);
    }

    /// <summary>Takes the client's handshake.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The handshake failed.</exception>
    public Task AuthenticateAsync(SslStream stream, CancellationToken cancellationToken)
    {
        return stream.AuthenticateAsServerAsync(
            (_, hello, _, _) => ValueTask.FromResult(Select(hello.ServerName).Options), null, cancellationToken);
    }

    /// <summary>
    /// A name that no certificate has gets the first one: to refuse it would only keep a device from sending that calls
    /// the relay by its address.
    /// </summary>
    private ServerCertificate Select(string serverName)
    {
        ServerCertificate[] all = [.. _sources.Select(source => source.Current)];
        bool hasName = Uri.CheckHostName(serverName) == UriHostNameType.Dns;
        return hasName && Array.Find(all, certificate => certificate.Matches(serverName)) is { } match ? match : all[0];
    }
}
