using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Checks;

/// <summary>
/// Tests a mail server over one polite connection: it waits for the greeting, sends no mail and says QUIT. What the
/// server does wrong becomes a finding, never an exception. What it does not do in time is Unknown, not Fail: silence
/// may as well be a firewall's.
/// </summary>
internal sealed class SmtpServerTester
{
    private readonly SmtpServerTestOptions _options;
    private readonly TimeProvider _time;

    private SmtpServerTester(SmtpServerTestOptions options)
    {
        _options = options;
        _time = options.TimeProvider;
    }

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static Task<SmtpServerTestResult> TestAsync(
        SmtpServerTestOptions options, CancellationToken cancellationToken) =>
        new SmtpServerTester(options).RunAsync(cancellationToken);

    private async Task<SmtpServerTestResult> RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset testedAt = _time.GetUtcNow();
        long started = _time.GetTimestamp();
        IPAddress[] addresses = [];
        SmtpConnectionOptions connecting = ConnectionOptions() with
        {
            Resolver = async (host, token) => addresses = await _options.Resolver(host, token).ConfigureAwait(false),
        };
        SmtpSecurity security = connecting.EffectiveSecurity;
        var checks = new CheckList(SmtpCheckCodes.For(security));

        // Implicit TLS is a step of its own here, so that it can fail on its own.
        SmtpConnectionOptions plain = connecting with
        {
            Server = new SmtpEndpoint(_options.Server.Host, connecting.Port),
            Security = SmtpSecurity.None,
        };
        SmtpConnection? connection = await ConnectAsync(plain, checks, () => addresses, cancellationToken)
            .ConfigureAwait(false);
        if (connection is null)
        {
            return ToResult(plain, checks, dialogue: null, testedAt, started);
        }

        var dialogue = new SmtpTestDialogue(connection, plain, security, checks);
        try
        {
            await dialogue.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        if (dialogue.Tls is { } tls)
        {
            _options.TlsSeen?.Invoke(tls);
        }

        return ToResult(plain, checks, dialogue, testedAt, started);
    }

    private SmtpConnectionOptions ConnectionOptions() => new()
    {
        Server = _options.Server,
        Security = _options.Security,
        LocalName = _options.LocalName,
        Timeouts = SmtpTimeouts.All(_options.StepTimeout),
        // The findings judge the certificate; a handshake broken off would leave nothing to judge.
        CertificatePolicy = ServerCertificatePolicy.AcceptAny with { TrustedRoots = _options.TrustedRoots },
        TimeProvider = _time,
    };

    private async Task<SmtpConnection?> ConnectAsync(
        SmtpConnectionOptions options,
        CheckList checks,
        Func<IPAddress[]> addresses,
        CancellationToken cancellationToken)
    {
        long started = _time.GetTimestamp();
        try
        {
            SmtpConnection connection = await SmtpConnection
                .OpenAsync(options, cancellationToken).ConfigureAwait(false);
            double milliseconds = _time.GetElapsedTime(started).TotalMilliseconds;
            AddResolved(checks, addresses());
            checks.Add(
                SmtpCheckCodes.Connect,
                CheckStatus.Pass,
                FormattableString.Invariant($"{connection.RemoteEndPoint} in {milliseconds:0} ms"));
            return connection;
        }
        catch (SmtpAdminException failure) when (failure.Kind == ErrorKind.HostNotFound)
        {
            checks.Stop(SmtpCheckCodes.Resolve, SmtpCheckVerdict.OfLookup(failure), failure.Message);
        }
        catch (SmtpAdminException failure)
        {
            AddResolved(checks, addresses());
            checks.Stop(SmtpCheckCodes.Connect, SmtpCheckVerdict.Of(failure), failure.Message);
        }

        return null;
    }

    private static void AddResolved(CheckList checks, IPAddress[] addresses) =>
        checks.Add(SmtpCheckCodes.Resolve, CheckStatus.Pass, string.Join<IPAddress>(", ", addresses));

    private SmtpServerTestResult ToResult(
        SmtpConnectionOptions options,
        CheckList checks,
        SmtpTestDialogue? dialogue,
        DateTimeOffset testedAt,
        long started) => new()
        {
            Server = options.Server,
            Address = dialogue?.RemoteAddress,
            Status = checks.Worst,
            Findings = checks.Findings,
            Banner = dialogue?.Banner,
            Capabilities = dialogue?.Ehlo.Keywords ?? [],
            AuthenticationMechanisms = dialogue?.Ehlo.AuthMechanisms ?? [],
            MaximumMessageSize = dialogue?.Ehlo.Size is > 0 and var size ? size : null,
            TlsProtocol = dialogue?.Tls?.Protocol,
            TlsCipherSuite = dialogue?.Tls?.CipherSuite,
            Certificate = dialogue?.Tls?.Certificate,
            Duration = _time.GetElapsedTime(started),
            TestedAt = testedAt,
        };
}
