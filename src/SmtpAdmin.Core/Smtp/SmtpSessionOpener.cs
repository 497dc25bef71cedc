using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Brings a connection to the point where mail can go: greeting, EHLO, STARTTLS, EHLO again, AUTH.</summary>
internal sealed class SmtpSessionOpener
{
    private readonly SmtpConnectionOptions _options;
    private readonly SmtpConnection _connection;
    private readonly SmtpAuthenticator? _authenticator;

    private SmtpSessionOpener(
        SmtpConnectionOptions options, SmtpConnection connection, SmtpAuthenticator? authenticator)
    {
        _options = options;
        _connection = connection;
        _authenticator = authenticator;
    }

    /// <exception cref="SmtpAdminException">
    /// As SmtpConnection.OpenAsync; ConnectionLost, ProtocolViolation, ServerUnavailable, TlsNotOffered,
    /// CredentialNeedsTls, AuthenticationNotOffered or AuthenticationFailed.
    /// </exception>
    public static async Task<SmtpSession> OpenAsync(SmtpConnectionOptions options, CancellationToken cancellationToken)
    {
        SmtpAuthenticator? authenticator = options.Authentication is { } authentication
            ? new SmtpAuthenticator(options, authentication)
            : null;
        try
        {
            return await OpenAsync(options, authenticator, cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpAdminException) when (authenticator is { WantsNewConnection: true })
        {
            return await OpenAsync(options, authenticator, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<SmtpSession> OpenAsync(
        SmtpConnectionOptions options, SmtpAuthenticator? authenticator, CancellationToken cancellationToken)
    {
        SmtpConnection connection = await SmtpConnection.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            return await new SmtpSessionOpener(options, connection, authenticator)
                .RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpAdminException)
        {
            await connection.QuitAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<SmtpSession> RunAsync(CancellationToken cancellationToken)
    {
        SmtpReply greeting = await ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
        EhloResponse ehlo = await SayHelloAsync(cancellationToken).ConfigureAwait(false);
        if (await TryStartTlsAsync(ehlo, cancellationToken).ConfigureAwait(false))
        {
            // RFC 3207, section 4.2: what the server said in plaintext is forgotten.
            ehlo = await SayHelloAsync(cancellationToken).ConfigureAwait(false);
        }

        AuthenticationFacts? signedIn = null;
        if (_authenticator is not null)
        {
            RequireProtection();
            signedIn = await _authenticator.AuthenticateAsync(_connection, ehlo, cancellationToken).ConfigureAwait(false);
        }

        return new SmtpSession(_connection, greeting, ehlo) { SignedIn = signedIn };
    }

    // RFC 5321, section 3.1: nothing is sent before the greeting. 220, or 554 for "no SMTP service here".
    private async Task<SmtpReply> ReadGreetingAsync(CancellationToken cancellationToken)
    {
        SmtpReply greeting = await _connection.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
        return greeting.Code == 220 ? greeting : throw Refusal("The server did not greet with 220.", greeting);
    }

    // RFC 5321, section 4.1.4: who gets a permanent failure for EHLO may fall back to HELO.
    private async Task<EhloResponse> SayHelloAsync(CancellationToken cancellationToken)
    {
        string name = _options.LocalName ?? EhloName.For(_connection.LocalEndPoint.Address);
        if (!EhloName.IsSafe(name))
        {
            throw new SmtpAdminException(
                ErrorKind.DomainInvalid, $"'{WireText.Printable(name)}' cannot stand in EHLO.");
        }

        SmtpReply reply = await _connection.ExecuteAsync($"EHLO {name}", cancellationToken).ConfigureAwait(false);
        if (reply.Code == 250)
        {
            return new EhloResponse(reply);
        }

        if (!reply.IsPermanentFailure)
        {
            throw Refusal("The server did not accept EHLO.", reply);
        }

        reply = await _connection.ExecuteAsync($"HELO {name}", cancellationToken).ConfigureAwait(false);
        return reply.Code == 250
            ? EhloResponse.None
            : throw Refusal("The server accepted neither EHLO nor HELO.", reply);
    }

    private async Task<bool> TryStartTlsAsync(EhloResponse ehlo, CancellationToken cancellationToken)
    {
        SmtpSecurity security = _options.EffectiveSecurity;
        if (_connection.IsEncrypted || security == SmtpSecurity.None)
        {
            return false;
        }

        bool isRequired = security != SmtpSecurity.StartTlsWhenAvailable;
        if (!ehlo.Supports("STARTTLS"))
        {
            return isRequired
                ? throw new SmtpAdminException(ErrorKind.TlsNotOffered, "STARTTLS is not among its keywords.")
                : false;
        }

        SmtpReply reply = await _connection.ExecuteAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
        if (reply.Code == 220)
        {
            await _connection.StartTlsAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }

        bool isRefusal = reply.IsTransientFailure || reply.IsPermanentFailure;
        if (isRefusal && !isRequired && _connection.IsOpen)
        {
            return false;
        }

        throw isRefusal && _connection.IsOpen
            ? new SmtpAdminException(ErrorKind.TlsNotOffered, "The server offers STARTTLS and refused it.", reply)
            : Refusal("The server did not accept STARTTLS.", reply);
    }

    private void RequireProtection()
    {
        if (!_connection.IsEncrypted && !_options.AllowPlaintextCredential)
        {
            throw new SmtpAdminException(
                ErrorKind.CredentialNeedsTls, "The server was reached without TLS.");
        }
    }

    private static SmtpAdminException Refusal(string detail, SmtpReply reply)
    {
        bool isRefusal = reply.IsTransientFailure || reply.IsPermanentFailure;
        return new(isRefusal ? ErrorKind.ServerUnavailable : ErrorKind.ProtocolViolation, detail, reply);
    }
}
