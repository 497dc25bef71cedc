using System;

namespace SmtpAdmin.Core.Sending;

/// <summary>
/// Remembers why no connection could be opened, so that ten thousand messages do not each find out again. A credential
/// that was refused is not tried a second time: that would lock the account. What only a change of the options can
/// mend stays as it is. A server that did not answer in time is left alone for a while, since waiting for it is slow.
/// </summary>
internal sealed class RouteGuard
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock;
    private volatile Fault? _fault;

    public RouteGuard(TimeProvider clock)
    {
        _clock = clock;
    }

    /// <exception cref="SmtpAdminException">The failure that was remembered and still counts.</exception>
    public void ThrowIfDown()
    {
        if (_fault is { } fault && (fault.Until is not { } until || _clock.GetUtcNow() < until))
        {
            // A new exception for each message, since each becomes an error record of its own.
            SmtpAdminException known = fault.Failure;
            throw new SmtpAdminException(known.Kind, known.Detail, known.Reply, known) { Advice = known.Advice };
        }
    }

    public void Add(SmtpAdminException failure)
    {
        if (IsLasting(failure))
        {
            _fault = new Fault(failure, Until: null);
        }
        else if (failure.Kind is ErrorKind.ConnectionTimeout or ErrorKind.HostNotFound or ErrorKind.HostUnreachable)
        {
            _fault = new Fault(failure, _clock.GetUtcNow() + s_pause);
        }
    }

    private static bool IsLasting(SmtpAdminException failure) => failure.Kind is
        ErrorKind.AuthenticationFailed or ErrorKind.AuthenticationNotOffered or ErrorKind.CredentialNeedsTls
        or ErrorKind.TlsNotOffered or ErrorKind.CertificateInvalid or ErrorKind.CertificateRevoked
        or ErrorKind.ClientCertificateInvalid or ErrorKind.ClientCertificateRefused or ErrorKind.TokenRequestFailed
        or ErrorKind.TokenEndpointInvalid or ErrorKind.TokenKeyInvalid;

    private sealed record Fault(SmtpAdminException Failure, DateTimeOffset? Until);
}
