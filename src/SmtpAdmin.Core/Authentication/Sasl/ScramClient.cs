using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace SmtpAdmin.Core.Authentication.Sasl;

/// <summary>
/// SCRAM (RFC 5802; with SHA-256, RFC 7677). MailKit's takes a channel binding from its own connections only, so this
/// is ours; SASLprep is MailKit's.
/// </summary>
internal sealed class ScramClient : ISaslClient
{
    // RFC 7677, section 4, asks for 4096 at least: fewer would make a stolen exchange cheap to search. The upper bound
    // keeps a server from holding a processor.
    private const int MinimumIterations = 4096;
    private const int MaximumIterations = 1_000_000;

    private readonly ScramHash _hash;
    private readonly ScramBinding _binding;
    private readonly string _password;
    private readonly string _nonce;
    private readonly string _clientFirstBare;
    private byte[]? _serverSignature;
    private int _step;

    /// <param name="credential">User name and password.</param>
    /// <param name="hash">The mechanism's hash.</param>
    /// <param name="binding">What to bind to.</param>
    /// <param name="nonce">Printable characters other than a comma that no other exchange had; null for random ones.</param>
    /// <exception cref="FormatException">The name or the password has characters that SASLprep forbids.</exception>
    public ScramClient(NetworkCredential credential, ScramHash hash, ScramBinding binding, string? nonce = null)
    {
        _hash = hash;
        _binding = binding;
        _password = SaslPreparation.Prepare(credential.Password);
        _nonce = nonce ?? CreateNonce();
        string name = SaslPreparation.Prepare(credential.UserName).Replace("=", "=3D").Replace(",", "=2C");
        _clientFirstBare = $"n={name},r={_nonce}";
    }

    public bool HasInitialResponse => true;

    public bool IsServerAccepted { get; private set; }

    public string Respond(string challenge) => _step++ switch
    {
        0 => Encode(_binding.Header + _clientFirstBare),
        1 => Encode(ClientFinal(Decode(challenge))),
        2 => VerifyServer(Decode(challenge)),
        _ => throw new FormatException("The server asks for more than SCRAM has."),
    };

    // server-first-message = [reserved-mext ","] nonce "," salt "," iteration-count ["," extensions]
    private string ClientFinal(string serverFirst)
    {
        string[] parts = serverFirst.Split(',');
        if (parts.Length < 3)
        {
            throw new FormatException("The server's first message has too few parts.");
        }

        string nonce = Value(parts[0], "r=");
        byte[] salt = Convert.FromBase64String(Value(parts[1], "s="));
        bool isNumber = int.TryParse(
            Value(parts[2], "i="), NumberStyles.None, CultureInfo.InvariantCulture, out int iterations);
        if (!nonce.StartsWith(_nonce, StringComparison.Ordinal) || nonce.Length == _nonce.Length || salt.Length == 0)
        {
            throw new FormatException("The server's nonce does not continue ours, or its salt is empty.");
        }

        if (!isNumber || iterations is < MinimumIterations or > MaximumIterations)
        {
            throw new FormatException($"The iteration count is not from {MinimumIterations} to {MaximumIterations}.");
        }

        string withoutProof = $"c={Convert.ToBase64String(_binding.ToInput())},r={nonce}";
        string authMessage = $"{_clientFirstBare},{serverFirst},{withoutProof}";
        byte[] saltedPassword = _hash.SaltPassword(_password, salt, iterations);
        byte[] clientKey = _hash.Hmac(saltedPassword, "Client Key");
        byte[] clientSignature = _hash.Hmac(_hash.Hash(clientKey), authMessage);
        _serverSignature = _hash.Hmac(_hash.Hmac(saltedPassword, "Server Key"), authMessage);
        byte[] proof = clientKey.Zip(clientSignature, static (key, signature) => (byte)(key ^ signature)).ToArray();
        return $"{withoutProof},p={Convert.ToBase64String(proof)}";
    }

    // server-final-message = (server-error / verifier) ["," extensions]
    private string VerifyServer(string serverFinal)
    {
        string first = serverFinal.Split(',')[0];
        if (first.StartsWith("e=", StringComparison.Ordinal))
        {
            // The refusal itself follows as the reply to an empty response.
            return string.Empty;
        }

        IsServerAccepted = Convert.FromBase64String(Value(first, "v=")).SequenceEqual(_serverSignature!);
        return IsServerAccepted
            ? string.Empty
            : throw new FormatException("The server's signature is not that of one who knows the password.");
    }

    private static string Value(string part, string prefix) => part.StartsWith(prefix, StringComparison.Ordinal)
        ? part.Substring(prefix.Length)
        : throw new FormatException($"The server's message lacks '{prefix}'.");

    private static string CreateNonce()
    {
        byte[] bytes = new byte[18];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Decode(string challenge) => Encoding.UTF8.GetString(Convert.FromBase64String(challenge));
}
