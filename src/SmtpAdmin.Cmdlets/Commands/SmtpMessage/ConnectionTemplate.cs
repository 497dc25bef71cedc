using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Authentication;
using SmtpAdmin.Core.Signing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>How connections are made, whatever the server; and which server the current object names.</summary>
internal sealed class ConnectionTemplate
{
    private const int ImplicitTlsPort = 465;
    private const int SubmissionPort = 587;

    private readonly DeliveryCmdlet _cmdlet;
    private readonly DeliverySettings _settings;
    private readonly SmtpConnectionOptions _options;

    /// <exception cref="SmtpAdminException">A name, a certificate or a file cannot be used.</exception>
    public ConnectionTemplate(DeliveryCmdlet cmdlet, DeliverySettings settings, ISmtpTranscript? transcript)
    {
        _cmdlet = cmdlet;
        _settings = settings;
        _options = new SmtpConnectionOptions
        {
            Server = new SmtpEndpoint("localhost"),
            LocalName = settings.EhloName is { Length: > 0 } name ? EhloName.Parse(name) : null,
            LocalAddress = cmdlet.LocalAddress,
            AddressPreference = cmdlet.AddressPreference,
            Timeouts = SmtpTimeouts.FromSeconds(settings.TimeoutSec),
            AllowPlaintextCredential = cmdlet.AllowPlaintextCredential,
            CertificatePolicy = Policy(),
            ClientCertificate = ClientCertificate(),
            Transcript = transcript,
        };
    }

    /// <summary>The key of the current object's server for an identity.</summary>
    /// <exception cref="SmtpAdminException">No server is named.</exception>
    public RouteKey KeyOf(SmtpAuthentication? authentication)
    {
        SmtpEndpoint server = _cmdlet.Server ?? DefaultServer();
        int? given = _cmdlet.Port == 0 ? null : _cmdlet.Port;
        int? named = server.Port ?? given ?? (_cmdlet.Server is null ? _settings.Port : null);
        SmtpSecurity asked = _cmdlet.Security ?? (_cmdlet.Server is null ? _settings.Security : null) ?? SmtpSecurity.Auto;

        // -UseSsl says that there must be TLS, and the port which kind; without a port it means 25, as Send-MailMessage has it.
        SmtpSecurity security = asked == SmtpSecurity.Auto && _cmdlet.UseSsl
            ? named == ImplicitTlsPort ? SmtpSecurity.ImplicitTls : SmtpSecurity.StartTls
            : asked;
        int? port = named ?? asked switch
        {
            SmtpSecurity.ImplicitTls => ImplicitTlsPort,
            SmtpSecurity.StartTls => SubmissionPort,
            _ when authentication is not null && !_cmdlet.UseSsl => SubmissionPort,
            _ => null,
        };
        return RouteKey.Create(server.Host, port, security, authentication);
    }

    public SmtpConnectionOptions Create(RouteKey key) => _options with
    {
        Server = new SmtpEndpoint(key.Host, key.Port),
        Security = key.Security,
    };

    /// <summary>For mail exchangers: port 25, and TLS when it is offered unless more is asked for.</summary>
    public SmtpConnectionOptions CreateDirect() => _options with
    {
        Server = new SmtpEndpoint("localhost", _cmdlet.Port == 0 ? null : _cmdlet.Port),
        Security = _cmdlet.Security ?? SmtpSecurity.StartTlsWhenAvailable,
    };

    private ServerCertificatePolicy Policy()
    {
        if (_settings.TrustedThumbprints is { Length: > 0 } thumbprints)
        {
            return ServerCertificatePolicy.Pin(thumbprints);
        }

        IReadOnlyList<X509Certificate2> roots = _settings.CaPath is { } path ? CertificateFile.Load(path) : [];
        return ServerCertificatePolicy.Verify with { TrustedRoots = roots, Revocation = _settings.RevocationCheck };
    }

    private X509Certificate2? ClientCertificate() => _cmdlet.ClientCertificate is { } given
        ? CertificateSource.Load(
            SigningInput.Resolve(_cmdlet.SessionState, [given], ErrorKind.ClientCertificateInvalid)[0],
            isForTls: true,
            ErrorKind.ClientCertificateInvalid).Certificate
        : null;

    // The variable that Send-MailMessage honours too (about_Preference_Variables); a profile or provider goes before it.
    private SmtpEndpoint DefaultServer() =>
        _settings.Server is { } known ? new SmtpEndpoint(known)
        : _cmdlet.SessionState.PSVariable.GetValue("PSEmailServer") is string { Length: > 0 } name ? new SmtpEndpoint(name)
        : throw new SmtpAdminException(ErrorKind.ServerMissing, "Neither -Server nor $PSEmailServer names one.");
}
