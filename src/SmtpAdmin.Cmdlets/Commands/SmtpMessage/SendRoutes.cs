using System;
using System.Net;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Sending;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>
/// Finds the way of each message. Two messages may share a connection where server, protection and identity are the
/// same, the password included, and nowhere else.
/// </summary>
internal sealed class SendRoutes
{
    private const int ImplicitTlsPort = 465;
    private const int SubmissionPort = 587;

    private readonly ConnectionNumbers _numbers = new();
    private RouteKey? _lastKey;
    private SendRoute? _lastRoute;

    /// <exception cref="SmtpAdminException">No server is named.</exception>
    public SendRoute Find(DeliveryCmdlet cmdlet)
    {
        NetworkCredential? credential = cmdlet.Credential?.GetNetworkCredential();
        SmtpEndpoint server = cmdlet.Server ?? DefaultServer(cmdlet);
        var key = new RouteKey(
            server, cmdlet.Port, cmdlet.Security, credential?.UserName, credential?.Password, credential?.Domain);
        if (_lastRoute is null || !key.Equals(_lastKey))
        {
            _lastKey = key;
            _lastRoute = new SendRoute(key, "Send message", () => CreateLane(cmdlet, key, credential));
        }

        return _lastRoute;
    }

    private SendLaneOptions CreateLane(DeliveryCmdlet cmdlet, RouteKey key, NetworkCredential? credential)
    {
        SmtpSecurity security = SecurityOf(cmdlet, key);
        var connection = new SmtpConnectionOptions
        {
            Server = new SmtpEndpoint(key.Server.Host, PortOf(key, security, credential is not null)),
            Security = security,
            Credential = credential,
            AllowPlaintextCredential = cmdlet.AllowPlaintextCredential,
            Timeouts = SmtpTimeouts.FromSeconds(cmdlet.TimeoutSec),
            CertificatePolicy = cmdlet.TrustedThumbprint is { Length: > 0 } thumbprints
                ? ServerCertificatePolicy.Pin(thumbprints.Given())
                : ServerCertificatePolicy.Verify,
        };
        var route = new ServerRoute(connection, _numbers, new RouteGuard(TimeProvider.System));
        return new SendLaneOptions
        {
            CreateCarrier = () => new ServerCarrier(route),
            MaxConnections = cmdlet.MaxConnections,
        };
    }

    // -UseSsl says that there must be TLS, and the port which kind.
    private static SmtpSecurity SecurityOf(DeliveryCmdlet cmdlet, RouteKey key) =>
        cmdlet.UseSsl && key.Security == SmtpSecurity.Auto
            ? (key.Server.Port ?? key.Port) == ImplicitTlsPort ? SmtpSecurity.ImplicitTls : SmtpSecurity.StartTls
            : key.Security;

    // -UseSsl without a port means 25, as with Send-MailMessage; -Security StartTls means submission (RFC 6409).
    private static int? PortOf(RouteKey key, SmtpSecurity security, bool hasCredential)
    {
        if (key.Server.Port is { } named)
        {
            return named;
        }

        return key.Port != 0 ? key.Port : security switch
        {
            SmtpSecurity.ImplicitTls => ImplicitTlsPort,
            SmtpSecurity.StartTls when key.Security == SmtpSecurity.StartTls => SubmissionPort,
            _ => hasCredential ? SubmissionPort : null,
        };
    }

    // The variable that Send-MailMessage honours too (about_Preference_Variables).
    private static SmtpEndpoint DefaultServer(DeliveryCmdlet cmdlet)
        => cmdlet.SessionState.PSVariable.GetValue("PSEmailServer") is string { Length: > 0 } name
            ? new SmtpEndpoint(name)
            : throw new SmtpAdminException(ErrorKind.ServerMissing, "Neither -Server nor $PSEmailServer names one.");

    private sealed record RouteKey(
        SmtpEndpoint Server, int Port, SmtpSecurity Security, string? User, string? Password, string? Domain);
}
