using System;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Encrypts a stream as TLS client and judges the certificate that the server shows.</summary>
internal sealed class TlsHandshake
{
    private readonly string _host;
    private readonly ServerCertificatePolicy _policy;
    private readonly X509Certificate2? _clientCertificate;
    private readonly DateTimeOffset _now;
    private CertificateDetails? _certificate;
    private bool _isClientCertificateWanted;
    private byte[]? _endPointBinding;
    private byte[][] _presentedChain = [];

    /// <exception cref="SmtpAdminException">ClientCertificateInvalid: it has no key to sign with.</exception>
    public TlsHandshake(SmtpConnectionOptions options)
    {
        _host = options.Server.Host.TrimEnd('.');
        _policy = options.CertificatePolicy;
        _clientCertificate = options.ClientCertificate;
        _now = options.TimeProvider.GetUtcNow();
        if (_clientCertificate is { HasPrivateKey: false })
        {
            throw new SmtpAdminException(
                ErrorKind.ClientCertificateInvalid,
                $"The client certificate {_clientCertificate.Thumbprint} has no private key that this account may use.");
        }
    }

    /// <summary>What was agreed on, once <see cref="RunAsync"/> is done.</summary>
    public TlsDetails? Details { get; private set; }

    /// <exception cref="SmtpAdminException">
    /// TlsHandshakeFailed, ConnectionTimeout, CertificateInvalid, CertificateRevoked, CertificateRevocationUnknown,
    /// ClientCertificateRefused.
    /// </exception>
    public async Task<Stream> RunAsync(Stream plain, IoDeadline deadline)
    {
        var stream = new SslStream(plain, leaveInnerStreamOpen: false, Judge, ChooseClientCertificate);
        try
        {
            // SslProtocols.None leaves the choice of versions to the machine's policy.
            await stream.AuthenticateAsClientAsync(_host, OwnCertificates(), SslProtocols.None, false)
                .ConfigureAwait(false);
            Details = new TlsDetails
            {
                Protocol = stream.SslProtocol.ToString(),
                CipherSuite = TlsCipherSuiteName.Of(stream),
                Certificate = _certificate ?? throw new AuthenticationException("The server showed no certificate."),
                EndPointBinding = _endPointBinding,
                PresentedChain = _presentedChain,
            };
            return stream;
        }
        catch (Exception failure) when (IsHandshakeFailure(failure))
        {
            stream.Dispose();
            throw deadline.IsOver
                ? deadline.Explain(failure, $"The TLS handshake with {_host}")
                : Explain(failure);
        }
    }

    /// <summary>
    /// What a failure means that follows on the handshake at once; null where it has nothing to do with a certificate of
    /// the client.
    /// </summary>
    public SmtpAdminException? ExplainClientCertificate(Exception failure)
    {
        if (!_isClientCertificateWanted)
        {
            return null;
        }

        string detail = _clientCertificate is null
            ? $"{_host} asked for a client certificate, got none, and ended the connection."
            : $"{_host} asked for a client certificate, got {_clientCertificate.Thumbprint}, and ended the connection.";
        return new SmtpAdminException(ErrorKind.ClientCertificateRefused, detail, innerException: failure);
    }

    private X509CertificateCollection OwnCertificates() =>
        _clientCertificate is null ? [] : new X509CertificateCollection { _clientCertificate };

    // The issuers that a server names are a hint. The user chose a certificate, so it is this one or a clear refusal.
    // The platform asks once before it speaks to the server, and again when the server wants one: only then it is given,
    // so that it is known whether it was wanted.
    private X509Certificate2 ChooseClientCertificate(
        object sender,
        string targetHost,
        X509CertificateCollection own,
        X509Certificate? remoteCertificate,
        string[] acceptableIssuers)
    {
        _isClientCertificateWanted |= remoteCertificate is not null || acceptableIssuers.Length > 0;
        return _isClientCertificateWanted ? _clientCertificate! : null!;
    }

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return false;
        }

        X509Certificate2 shown = certificate as X509Certificate2 ?? new X509Certificate2(certificate);
        _endPointBinding = ChannelBinding.ToServerEndPoint(shown);
        X509Certificate2[] sent = [.. chain?.ChainPolicy.ExtraStore.Cast<X509Certificate2>() ?? []];
        _presentedChain = [shown.RawData, .. sent.Select(static other => other.RawData)];
        _certificate = CertificateEvaluator.Evaluate(
            shown,
            sent,
            _host,
            _policy.TrustedRoots,
            _policy.EffectiveRevocation,
            _now);
        return _policy.Accepts(_certificate);
    }

    private SmtpAdminException Explain(Exception failure)
    {
        if (_certificate is { } certificate && !_policy.Accepts(certificate))
        {
            return CertificateRefusal.Create(certificate, _policy, _host, _now, failure);
        }

        string reason = WireText.Printable((failure.InnerException ?? failure).Message).TrimEnd('.');
        return ExplainClientCertificate(failure) ?? new SmtpAdminException(
            ErrorKind.TlsHandshakeFailed, $"The TLS handshake with {_host} failed: {reason}.", innerException: failure);
    }

    private static bool IsHandshakeFailure(Exception failure) => failure is AuthenticationException or IOException
        or ObjectDisposedException or InvalidOperationException or CryptographicException or Win32Exception;
}
