using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Peers;

/// <summary>
/// Real DNSSEC on the loopback: Knot DNS serves the zones, and an unbound before it validates. It knows nothing but
/// these zones, and asks nobody else.
/// <code>
/// await using SignedZones dns = await SignedZones.StartAsync(
///     new SignedZone("good.test", ZoneState.Good, "mail A 192.0.2.1"),
///     new SignedZone("bogus.test", ZoneState.Bogus, "mail A 192.0.2.1"));
/// var options = new DnsResolverOptions { Server = dns.Resolver };
/// </code>
/// </summary>
public sealed class SignedZones : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<PeerServer> _servers = [];

    private SignedZones()
    {
    }

    /// <summary>The validating resolver's address and port, for UDP and TCP.</summary>
    public string Resolver { get; } = $"127.0.0.1:{LoopbackPort.FindFree()}";

    /// <summary>The authoritative server's address and port.</summary>
    public string Server { get; } = $"127.0.0.1:{LoopbackPort.FindFree()}";

    /// <summary>The resolver's port for TLS, where a certificate was given.</summary>
    public int TlsPort { get; } = LoopbackPort.FindFree();

    /// <summary>The resolver's port for HTTPS, path /dns-query, where a certificate was given.</summary>
    public int HttpsPort { get; } = LoopbackPort.FindFree();

    /// <summary>Starts both servers; skips the test where one is not installed.</summary>
    /// <param name="zones">The zones; one whose name lies below another's is delegated from there.</param>
    public static Task<SignedZones> StartAsync(params SignedZone[] zones) =>
        StartAsync(certificate: null, system: null, zones);

    /// <summary>Starts both servers, the resolver with TLS and HTTPS too.</summary>
    public static Task<SignedZones> StartAsync(X509Certificate2 certificate, params SignedZone[] zones) =>
        StartAsync(certificate, system: null, zones);

    /// <summary>
    /// Starts both servers, the resolver at port 53 of an address too, for tools that cannot be told another port.
    /// </summary>
    public static Task<SignedZones> StartAsync(IPAddress system, params SignedZone[] zones) =>
        StartAsync(certificate: null, system, zones);

    private static async Task<SignedZones> StartAsync(
        X509Certificate2? certificate, IPAddress? system, SignedZone[] zones)
    {
        string knotd = DebianTool.Knotd.FindOrSkip();
        string unbound = DebianTool.Unbound.FindOrSkip();
        string keymgr = DebianTool.Keymgr.FindOrSkip();
        string kzonesign = DebianTool.Kzonesign.FindOrSkip();
        var running = new SignedZones();
        try
        {
            var signer = new ZoneSigner(keymgr, kzonesign, running._folder);
            string anchors = await SignAsync(signer, zones);
            running.Write("knot.conf", running.KnotConfiguration(zones));
            string listening = running.Tls(certificate) + Plain(system);
            running.Write("unbound.conf", running.UnboundConfiguration(zones, listening + anchors));
            await running.RunAsync(knotd, running.Server, "-c", running._folder.Combine("knot.conf"));
            await running.RunAsync(unbound, running.Resolver, "-d", "-c", running._folder.Combine("unbound.conf"));
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _servers.ForEach(static server => server.Dispose());
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int PortOf(string server) => int.Parse(server.AsSpan(server.IndexOf(':') + 1), provider: null);

    private static string Plain(IPAddress? system) =>
        system is null ? string.Empty : $"  interface: {system}@{SystemResolver.Port}\n";

    // Zones without a parent among the others are trusted by the resolver itself.
    private static async Task<string> SignAsync(ZoneSigner signer, SignedZone[] zones)
    {
        signer.Prepare();
        var trust = new Dictionary<SignedZone, string>();
        foreach (SignedZone zone in zones.Where(static zone => zone.IsSigned))
        {
            await signer.GenerateKeyAsync(zone);
            trust.Add(zone, await signer.ReadTrustAsync(zone));
        }

        foreach (SignedZone zone in zones)
        {
            IEnumerable<string> delegations = zones.Where(other => other.IsBelow(zone)).Select(below =>
                $"{below.Name}. NS ns.{below.Name}.\nns.{below.Name}. A 127.0.0.1\n{trust.GetValueOrDefault(below)}");
            await signer.WriteAsync(zone, string.Join('\n', delegations));
        }

        return string.Concat(trust
            .Where(pair => !zones.Any(pair.Key.IsBelow))
            .Select(static pair => $"  trust-anchor: \"{pair.Value}\"\n"));
    }

    private async Task RunAsync(string path, string server, params string[] arguments) =>
        _servers.Add(await PeerServer.StartAsync(path, PortOf(server), arguments));

    private string KnotConfiguration(SignedZone[] zones) => $"""
        server:
          listen: {Server.Replace(':', '@')}
          rundir: {_folder.Path}
          udp-workers: 1
          tcp-workers: 1
          background-workers: 1
        database:
          storage: {_folder.Combine("keys")}
        template:
          - id: default
            storage: {_folder.Combine("zones")}
            file: "%s.zone"
            journal-content: none
            zonefile-sync: -1
        zone:
        {string.Concat(zones.Select(static zone => $"  - domain: {zone.Name}.\n"))}
        """;

    private string UnboundConfiguration(SignedZone[] zones, string more) => $"""
        server:
          directory: "{_folder.Path}"
          chroot: ""
          username: ""
          pidfile: ""
          use-syslog: no
          logfile: "unbound.log"
          num-threads: 1
          module-config: "validator iterator"
          interface: {Resolver.Replace(':', '@')}
          access-control: 127.0.0.0/8 allow
          do-ip6: no
          do-not-query-localhost: no
          qname-minimisation: no
          val-clean-additional: yes
          local-zone: "test." nodefault
        {more}
        remote-control:
          control-enable: no
        {string.Concat(zones.Select(static zone => zone.Name).Append(".").Select(Stub))}
        """;

    private string Stub(string zone) => $"stub-zone:\n  name: \"{zone}\"\n  stub-addr: {Server.Replace(':', '@')}\n";

    private string Tls(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return string.Empty;
        }

        Write("tls.pem", PostfixConfiguration.KeyAndCertificate(certificate));
        return string.Concat(
            $"  interface: 127.0.0.1@{TlsPort}\n  tls-port: {TlsPort}\n",
            $"  interface: 127.0.0.1@{HttpsPort}\n  https-port: {HttpsPort}\n",
            "  tls-service-key: \"tls.pem\"\n  tls-service-pem: \"tls.pem\"\n");
    }

    private void Write(string name, string text) =>
        _folder.Write(name, Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\n")));
}
