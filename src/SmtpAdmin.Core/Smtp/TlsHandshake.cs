using System;
using System.Collections.Generic;
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
    private readonly TimeProvider _timeProvider;
    private CertificateDetails? _certificate;
    private byte[]? _endPointBinding;

    public TlsHandshake(string host, ServerCertificatePolicy policy, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _host = host.TrimEnd('.');
        _policy = policy;
    }

    /// <summary>What was agreed on, once <see cref="RunAsync"/> is done.</summary>
    public TlsDetails? Details { get; private set; }

    /// <exception cref="SmtpAdminException">TlsHandshakeFailed, CertificateInvalid, ConnectionTimeout.</exception>
    public async Task<Stream> RunAsync(Stream plain, IoDeadline deadline)
    {
        var stream = new SslStream(plain, leaveInnerStreamOpen: false, Judge);
        try
        {
            // SslProtocols.None leaves the choice of versions to the machine's policy.
            await stream.AuthenticateAsClientAsync(_host, null, SslProtocols.None, checkCertificateRevocation: false)
                .ConfigureAwait(false);
            Details = new TlsDetails
            {
                Protocol = stream.SslProtocol.ToString(),
                CipherSuite = TlsCipherSuiteName.Of(stream),
                Certificate = _certificate ?? throw new AuthenticationException("The server showed no certificate."),
                EndPointBinding = _endPointBinding,
            };
            return stream;
        }
        catch (Exception failure) when (IsHandshakeFailure(failure))
        {
            stream.Dispose();
            throw deadline.IsOver ? deadline.Explain(failure, "The TLS handshake") : Explain(failure);
        }
    }

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return false;
        }

        X509Certificate2 shown = certificate as X509Certificate2 ?? new X509Certificate2(certificate);
        _endPointBinding = ChannelBinding.ToServerEndPoint(shown);
        IEnumerable<X509Certificate2> sent = chain?.ChainPolicy.ExtraStore.Cast<X509Certificate2>() ?? [];
        _certificate = CertificateEvaluator.Evaluate(
            shown,
            sent.ToArray(),
            _host,
            _policy.TrustedRoots,
            _timeProvider.GetUtcNow());
        return _policy.Accepts(_certificate);
    }

    private SmtpAdminException Explain(Exception failure)
    {
        if (_certificate is { } certificate && !_policy.Accepts(certificate))
        {
            return new SmtpAdminException(
                ErrorKind.CertificateInvalid, DescribeProblems(certificate), innerException: failure);
        }

        string reason = WireText.Printable((failure.InnerException ?? failure).Message).TrimEnd('.');
        return new SmtpAdminException(
            ErrorKind.TlsHandshakeFailed, $"The TLS handshake with {_host} failed: {reason}.", innerException: failure);
    }

    private string DescribeProblems(CertificateDetails certificate)
    {
        var problems = new List<string>(certificate.ChainProblems);
        if (!certificate.NameMatches)
        {
            problems.Add(certificate.Names.Count == 0
                ? "it names no host"
                : $"it is for {string.Join(", ", certificate.Names.Take(5))}");
        }

        if (_policy.Thumbprints.Count > 0)
        {
            problems = [$"its thumbprint {certificate.Thumbprint} is not among those expected"];
        }

        return $"The certificate of {_host} is not accepted: {string.Join("; ", problems)}.";
    }

    private static bool IsHandshakeFailure(Exception failure) => failure is AuthenticationException or IOException
        or ObjectDisposedException or InvalidOperationException or CryptographicException or Win32Exception;
}
