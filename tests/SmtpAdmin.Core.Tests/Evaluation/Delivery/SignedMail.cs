using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Delivery;

/// <summary>All cases at once: a mail server on the loopback for each, and the zones that lead to them.</summary>
public sealed class SignedMail : IAsyncLifetime
{
    private const int SmtpPort = 25;

    // Ours connects once, and posttls-finger once more where its answer depends on a policy.
    private const int Connections = 3;

    private readonly Dictionary<string, StringBuilder> _zones = [];
    private readonly Dictionary<SignedMailCase, ScriptedServer> _servers = [];
    private readonly List<X509Certificate2> _certificates = [];
    private readonly TestCa _ca = new();
    private readonly TestCa _authority;
    private readonly X509Certificate2 _other = TestCa.SelfSigned("other.test");
    private ExceptionDispatchInfo? _failure;
    private PosttlsFinger? _finger;
    private SignedZones? _dns;

    public SignedMail() => _authority = _ca.IssueAuthority();

    public PosttlsFinger Finger => _finger!;

    /// <summary>The validating resolver.</summary>
    public string Resolver => _dns!.Resolver;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _finger = await PosttlsFinger.CreateOrSkipAsync();
            foreach (SignedMailCase one in SignedMailCases.All)
            {
                Add(one);
            }

            // The zone that the reader of DNSSEC asks for, to know a resolver that validates.
            _dns = await SignedZones.StartAsync(
                _finger.Resolver,
                Zone(SignedMailCase.Good, ZoneState.Good),
                Zone(SignedMailCase.Plain, ZoneState.Plain),
                Zone(SignedMailCase.PlainBelow, ZoneState.Plain),
                Zone(SignedMailCase.Expired, ZoneState.Expired),
                Zone(SignedMailCase.Bogus, ZoneState.Bogus),
                new SignedZone("com", ZoneState.Good, string.Empty));
        }
        catch (Exception failure)
        {
            // A fixture cannot skip its tests; they do it themselves.
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }

    /// <summary>Skips the test where the fixture could not be set up.</summary>
    public void Demand() => _failure?.Throw();

    public int PortOf(SignedMailCase one) => _servers[one].Port;

    public static string DomainOf(SignedMailCase one) => $"{LabelOf(one)}.{one.Zone}";

    public async ValueTask DisposeAsync()
    {
        foreach (ScriptedServer server in _servers.Values)
        {
            await server.DisposeAsync();
        }

        if (_dns is not null)
        {
            await _dns.DisposeAsync();
        }

        _finger?.Dispose();
        _certificates.ForEach(static certificate => certificate.Dispose());
        _other.Dispose();
        _authority.Dispose();
        _ca.Dispose();
    }

    private static string LabelOf(SignedMailCase one) => $"d{SignedMailCases.All.ToList().IndexOf(one)}";

    private SignedZone Zone(string name, ZoneState state) =>
        new(name, state, _zones.GetValueOrDefault(name)?.ToString() ?? string.Empty);

    private void Add(SignedMailCase one)
    {
        string label = LabelOf(one);
        string zone = one.HostZone ?? one.Zone;
        string host = one.Route == SignedMailRoute.Address ? label : $"mx-{label}";
        X509Certificate2 certificate = Issue(one, $"{host}.{zone}");
        _certificates.Add(certificate);
        var server = new ScriptedServer();
        _servers.Add(one, server);
        Write(server, one, certificate);
        if (one.Route is SignedMailRoute.Missing or SignedMailRoute.Null)
        {
            AddLine(one.Zone, one.Route == SignedMailRoute.Null ? $"{label} MX 0 ." : string.Empty);
            return;
        }

        if (one.Route != SignedMailRoute.NoAddress)
        {
            AddLine(zone, $"{host} A 127.0.0.1");
        }

        string alias = $"alias-{label}";
        if (one.AliasZone is { } aliasZone)
        {
            AddLine(aliasZone, $"{alias} CNAME {host}.{zone}.");
        }

        if (one.Route != SignedMailRoute.Address)
        {
            string target = one.AliasZone is null ? $"{host}.{zone}" : $"{alias}.{one.AliasZone}";
            AddLine(one.Zone, $"{label} MX 10 {target}.");
        }

        foreach (string record in Records(one, certificate))
        {
            AddTlsa(one, label, server.Port, one.IsTlsaOfAlias ? (alias, one.AliasZone!) : (host, zone), record);
        }
    }

    // The reader of records asks for port 25, and who delivers for the server's.
    private void AddTlsa(SignedMailCase one, string label, int port, (string Host, string Zone) of, string record)
    {
        foreach (int number in (int[])[SmtpPort, port])
        {
            string name = $"_{number}._tcp.{of.Host}";
            if (one.TlsaZone is { } target)
            {
                AddLine(of.Zone, $"{name} CNAME tlsa-{number}-{label}.{target}.");
                AddLine(target, $"tlsa-{number}-{label} TLSA {record}");
            }
            else
            {
                AddLine(of.Zone, $"{name} TLSA {record}");
            }
        }
    }

    private void AddLine(string zone, string line)
    {
        if (!_zones.TryGetValue(zone, out StringBuilder? lines))
        {
            _zones.Add(zone, lines = new StringBuilder());
        }

        lines.Append(line).Append('\n');
    }

    private X509Certificate2 Issue(SignedMailCase one, string host) => one.Server switch
    {
        SignedMailServer.OtherName => _authority.Issue("other.test"),
        SignedMailServer.Expired => _authority.IssueExpired(host),
        _ => _authority.Issue(host),
    };

    private void Write(ScriptedServer server, SignedMailCase one, X509Certificate2 certificate)
    {
        for (int connection = 0; connection < Connections; connection++)
        {
            server.Reply("220 mx.test ESMTP").Expect("EHLO *");
            if (one.Server == SignedMailServer.NoTls)
            {
                server.Reply("250 mx.test");
            }
            else
            {
                server.Reply("250-mx.test", "250 STARTTLS").Expect("STARTTLS").Reply("220 go")
                    .UpgradeToTls(certificate, _authority.Root).Expect("EHLO *").Reply("250 mx.test");
            }

            server.NextConnection();
        }
    }

    private string[] Records(SignedMailCase one, X509Certificate2 own)
    {
        string key = $"3 1 1 {KeyOf(own)}";
        string[] pkix = [$"0 0 1 {Convert.ToHexString(SHA256.HashData(_ca.Root.RawData))}", $"1 1 1 {KeyOf(own)}"];
        return one.Tlsa switch
        {
            SignedMailTlsa.None => [],
            SignedMailTlsa.Own => [key],
            SignedMailTlsa.Other => [$"3 1 1 {KeyOf(_other)}"],
            SignedMailTlsa.Authority => [$"2 1 1 {KeyOf(_authority.Root)}"],
            SignedMailTlsa.OtherAuthority => [$"2 1 1 {KeyOf(_other)}"],
            SignedMailTlsa.Pkix => pkix,
            _ => [.. pkix, key],
        };
    }

    private static string KeyOf(X509Certificate2 certificate) =>
        Convert.ToHexString(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
}
