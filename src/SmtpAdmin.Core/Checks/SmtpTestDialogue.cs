using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Checks;

/// <summary>The dialogue of a test, from the greeting to QUIT; each step leaves its findings.</summary>
internal sealed class SmtpTestDialogue
{
    private readonly SmtpConnection _connection;
    private readonly SmtpConnectionOptions _options;
    private readonly SmtpSecurity _security;
    private readonly CheckList _checks;

    public SmtpTestDialogue(
        SmtpConnection connection, SmtpConnectionOptions options, SmtpSecurity security, CheckList checks)
    {
        _connection = connection;
        _options = options;
        _security = security;
        _checks = checks;
    }

    public string RemoteAddress => _connection.RemoteEndPoint.Address.ToString();

    public string? Banner { get; private set; }

    /// <summary>What the server offered last.</summary>
    public EhloResponse Ehlo { get; private set; } = EhloResponse.None;

    public TlsDetails? Tls => _connection.Tls;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        bool isImplicit = _security == SmtpSecurity.ImplicitTls;
        bool isUp = (!isImplicit || await HandshakeAsync(cancellationToken).ConfigureAwait(false))
            && await GreetAsync(cancellationToken).ConfigureAwait(false)
            && await SayHelloAsync(cancellationToken).ConfigureAwait(false);
        if (isUp && !isImplicit)
        {
            CheckAuthentication();
            await TestStartTlsAsync(cancellationToken).ConfigureAwait(false);
        }

        await QuitAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> GreetAsync(CancellationToken cancellationToken) => StepAsync(SmtpCheckCodes.Banner, async () =>
    {
        SmtpReply greeting = await _connection.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
        Banner = greeting.Text;
        string? problem = greeting.Code switch
        {
            220 when _connection.HasInput => "The server sent more than its greeting before it was spoken to",
            220 => null,
            421 => "The server is busy or closing",
            554 => "The server offers no SMTP service here",
            _ => "The server did not greet with 220",
        };
        if (problem is not null)
        {
            throw new SmtpAdminException(ErrorKind.ServerUnavailable, $"{problem}: {greeting}");
        }

        _checks.Add(SmtpCheckCodes.Banner, CheckStatus.Pass, greeting.ToString());
    });

    private Task<bool> SayHelloAsync(CancellationToken cancellationToken) => StepAsync(SmtpCheckCodes.Ehlo, async () =>
    {
        Ehlo = EhloResponse.None;
        string name = _options.LocalName ?? EhloName.For(_connection.LocalEndPoint.Address);
        SmtpReply ehlo = await _connection.ExecuteAsync($"EHLO {name}", cancellationToken).ConfigureAwait(false);
        if (ehlo.Code == 250)
        {
            Ehlo = new EhloResponse(ehlo);
            string keywords = string.Join(", ", Ehlo.Keywords);
            _checks.Add(SmtpCheckCodes.Ehlo, CheckStatus.Pass, $"{Ehlo.Name} offers {keywords}");
            return;
        }

        SmtpReply? helo = ehlo.IsPermanentFailure
            ? await _connection.ExecuteAsync($"HELO {name}", cancellationToken).ConfigureAwait(false)
            : null;
        if (helo?.Code != 250)
        {
            throw new SmtpAdminException(ErrorKind.ServerUnavailable, $"The server did not accept EHLO: {ehlo}");
        }

        _checks.Add(SmtpCheckCodes.Ehlo, CheckStatus.Warn, $"The server takes HELO only; to EHLO it replied {ehlo}");
    });

    private void CheckAuthentication()
    {
        string mechanisms = string.Join(" ", Ehlo.AuthMechanisms);
        _checks.Add(
            SmtpCheckCodes.AuthPlaintext,
            mechanisms.Length > 0 ? CheckStatus.Warn : CheckStatus.Pass,
            mechanisms.Length > 0 ? $"Offered without TLS: {mechanisms}" : "No AUTH without TLS.");
    }

    private async Task TestStartTlsAsync(CancellationToken cancellationToken)
    {
        if (_security == SmtpSecurity.None)
        {
            return;
        }

        if (!Ehlo.Supports("STARTTLS"))
        {
            JudgeMissingStartTls();
            return;
        }

        _checks.Add(SmtpCheckCodes.StartTlsOffered, CheckStatus.Pass, "STARTTLS is among the keywords.");
        if (await RequestTlsAsync(cancellationToken).ConfigureAwait(false)
            && await CheckNothingInjectedAsync().ConfigureAwait(false)
            && await HandshakeAsync(cancellationToken).ConfigureAwait(false))
        {
            _checks.Add(SmtpCheckCodes.StartTlsClean, CheckStatus.Pass, "Nothing came between 220 and handshake.");
            // RFC 3207, section 4.2: what was said in plaintext is forgotten.
            await SayHelloAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // Where TLS is welcome and not required, a server without it leaves nothing of TLS to ask for.
    private void JudgeMissingStartTls()
    {
        const string Evidence = "STARTTLS is not among the keywords.";
        if (_security == SmtpSecurity.StartTls)
        {
            _checks.Stop(SmtpCheckCodes.StartTlsOffered, CheckStatus.Fail, Evidence);
            return;
        }

        _checks.Add(SmtpCheckCodes.StartTlsOffered, CheckStatus.Warn, Evidence);
        _checks.LeaveOut(SmtpCheckCodes.OfTls);
    }

    private Task<bool> RequestTlsAsync(CancellationToken cancellationToken) =>
        StepAsync(SmtpCheckCodes.TlsHandshake, async () =>
        {
            SmtpReply reply = await _connection.ExecuteAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
            if (reply.Code != 220)
            {
                throw new SmtpAdminException(ErrorKind.TlsNotOffered, $"The server refused STARTTLS: {reply}");
            }
        });

    private Task<bool> CheckNothingInjectedAsync() => StepAsync(SmtpCheckCodes.StartTlsClean, async () =>
    {
        if (_connection.HasInput)
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
            throw new SmtpAdminException(
                ErrorKind.ProtocolViolation, "The server sent data between its 220 and the handshake.");
        }
    });

    private Task<bool> HandshakeAsync(CancellationToken cancellationToken) =>
        StepAsync(SmtpCheckCodes.TlsHandshake, async () =>
        {
            await _connection.EncryptAsync(cancellationToken).ConfigureAwait(false);
            TlsDetails tls = _connection.Tls!;
            string agreed = $"{tls.Protocol} with {tls.Certificate.Subject}";
            _checks.Add(SmtpCheckCodes.TlsHandshake, CheckStatus.Pass, agreed);
            TlsChecks.Add(_checks, tls, _options.Server.Host, _options.TimeProvider.GetUtcNow());
        });

    private async Task QuitAsync(CancellationToken cancellationToken)
    {
        if (!_connection.IsOpen)
        {
            return;
        }

        SmtpReply? reply = await _connection.QuitAsync(cancellationToken).ConfigureAwait(false);
        _checks.Add(
            SmtpCheckCodes.Quit,
            reply?.Code == 221 ? CheckStatus.Pass : CheckStatus.Warn,
            reply?.ToString() ?? "No reply to QUIT came.");
    }

    private async Task<bool> StepAsync(string code, Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
            return true;
        }
        catch (SmtpAdminException failure)
        {
            _checks.Stop(code, SmtpCheckVerdict.Of(failure), failure.Message);
            return false;
        }
    }
}
