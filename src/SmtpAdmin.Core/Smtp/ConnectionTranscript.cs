using System;
using System.Collections.Generic;
using System.Net;

namespace SmtpAdmin.Core.Smtp;

/// <summary>
/// Tells a transcript what one connection does. Of an AUTH exchange (RFC 4954) it shows the mechanism and the outcome:
/// the client's responses are secrets, and the server's challenges are what one needs to guess a password from them.
/// </summary>
internal sealed class ConnectionTranscript
{
    private const string Mask = "***";
    private const int ShortestEcho = 4;

    private readonly ISmtpTranscript _transcript;
    private readonly int _number;
    private readonly TimeProvider _timeProvider;
    private readonly List<string> _secrets = [];
    private bool _isClosed;

    public ConnectionTranscript(ISmtpTranscript transcript, int number, TimeProvider timeProvider)
    {
        _transcript = transcript;
        _number = number;
        _timeProvider = timeProvider;
    }

    public void Opened(IPEndPoint local, IPEndPoint remote) =>
        Write(TranscriptSource.Connection, $"connected to {remote} from {local}");

    public void Encrypted(TlsDetails tls) => Write(
        TranscriptSource.Connection,
        $"encrypted with {tls.Protocol} {tls.CipherSuite}, certificate {tls.Certificate.Subject}");

    /// <param name="command">The command as it is sent.</param>
    /// <param name="isSigningIn">Whether an AUTH exchange was under way before this command.</param>
    public void Sent(string command, bool isSigningIn)
    {
        if (isSigningIn)
        {
            _secrets.Add(command);
            Write(TranscriptSource.Client, Mask);
            return;
        }

        if (!command.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))
        {
            Write(TranscriptSource.Client, command);
            return;
        }

        // "AUTH" SP mechanism [SP initial-response]
        string[] parts = command.Split([' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries);
        bool hasResponse = parts.Length == 3;
        if (hasResponse)
        {
            _secrets.Add(parts[2].Trim());
        }

        string mechanism = parts.Length > 1 ? $" {parts[1]}" : string.Empty;
        Write(TranscriptSource.Client, $"AUTH{mechanism}{(hasResponse ? $" {Mask}" : string.Empty)}");
    }

    /// <param name="line">The line as it came, without its end.</param>
    /// <param name="isSigningIn">Whether an AUTH exchange is under way.</param>
    public void Received(string line, bool isSigningIn)
    {
        string text = line;
        if (isSigningIn && line.StartsWith("334", StringComparison.Ordinal))
        {
            text = $"334 {Mask}";
        }

        // A server may well repeat what it did not like, then or later.
        foreach (string secret in _secrets)
        {
            text = secret.Length >= ShortestEcho ? text.Replace(secret, Mask) : text;
        }

        Write(TranscriptSource.Server, text);
    }

    public void ContentSent(long bytes) =>
        Write(TranscriptSource.Connection, FormattableString.Invariant($"message of {bytes} bytes sent"));

    public void Closed()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            Write(TranscriptSource.Connection, "closed");
        }
    }

    private void Write(TranscriptSource source, string text) =>
        _transcript.Write(new TranscriptEntry(_timeProvider.GetUtcNow(), _number, source, text));
}
