using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Policy;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>
/// SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding: .NET gives a server no tls-exporter (RFC 9266), and
/// clients that find -PLUS offered with another binding than theirs give up.
/// </summary>
internal sealed class ScramMechanism : ISaslMechanism
{
    private const int NonceSize = 18;

    private readonly Func<string, (string UserName, UserSecret Secret)> _find;
    private readonly string _ownNonce;
    private Func<string, SaslStep> _take;
    private string _userName = string.Empty;
    private UserSecret? _secret;
    private string _header = string.Empty;
    private string _nonce = string.Empty;
    private string _firstMessages = string.Empty;

    /// <param name="find">Finds a user by the name that the client gave.</param>
    /// <param name="nonce">The server's part of the nonce; null for a random one.</param>
    public ScramMechanism(Func<string, (string UserName, UserSecret Secret)> find, string? nonce = null)
    {
        _find = find;
        _ownNonce = nonce ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceSize));
        _take = TakeFirst;
    }

    public ValueTask<SaslStep> NextAsync(byte[]? response, CancellationToken cancellationToken)
    {
        if (response is null)
        {
            return SaslStep.Ask(string.Empty).AsValueTask();
        }

        // What one message may follow is decided by the one before; after a failure nothing may.
        Func<string, SaslStep> take = _take;
        _take = static _ => SaslStep.Failed;
        SaslStep step = SaslText.TryDecode(response, out string text) ? take(text) : SaslStep.Failed;
        return step.AsValueTask();
    }

    /// <summary>
    /// client-first-message = gs2-cbind-flag "," [ authzid ] "," [ reserved-mext "," ] username "," nonce [ "," ext ]
    /// </summary>
    private SaslStep TakeFirst(string message)
    {
        string[] parts = message.Split(',');
        bool hasForm = parts.Length >= 4
            && parts[0] is "n" or "y"
            && parts[2].StartsWith("n=", StringComparison.Ordinal)
            && parts[3].StartsWith("r=", StringComparison.Ordinal)
            && IsNonce(parts[3][2..]);
        string? name = hasForm ? SaslText.DecodeName(parts[2][2..]) : null;
        string identity = hasForm ? parts[1] : string.Empty;
        if (name is null || !SaslText.IsName(name) || (identity.Length > 0 && identity != $"a={parts[2][2..]}"))
        {
            return SaslStep.Failed;
        }

        (_userName, _secret) = _find(name);
        _header = $"{parts[0]},{parts[1]},";
        _nonce = parts[3][2..] + _ownNonce;
        string salt = Convert.ToBase64String(_secret.Salt);
        string serverFirst = FormattableString.Invariant($"r={_nonce},s={salt},i={_secret.Iterations}");
        _firstMessages = $"{message[_header.Length..]},{serverFirst}";
        _take = TakeFinal;
        return SaslStep.Ask(serverFirst);
    }

    /// <summary>client-final-message = channel-binding "," nonce [ "," extensions ] "," proof</summary>
    private SaslStep TakeFinal(string message)
    {
        int end = message.LastIndexOf(",p=", StringComparison.Ordinal);
        string withoutProof = end < 0 ? message : message[..end];
        string[] parts = withoutProof.Split(',');
        string binding = Convert.ToBase64String(Encoding.UTF8.GetBytes(_header));
        bool hasForm = end >= 0 && parts.Length >= 2 && parts[0] == $"c={binding}" && parts[1] == $"r={_nonce}";
        byte[] proof = new byte[SHA256.HashSizeInBytes];
        string authMessage = $"{_firstMessages},{withoutProof}";
        bool isAccepted = hasForm
            && Convert.TryFromBase64String(message[(end + 3)..], proof, out int length)
            && length == proof.Length
            && _secret!.Accepts(proof, authMessage);
        if (!isAccepted)
        {
            return SaslStep.Failed;
        }

        _take = TakeEnd;
        return SaslStep.Ask($"v={Convert.ToBase64String(_secret!.Sign(authMessage))}");
    }

    /// <summary>Data that comes with success is a challenge, to be answered by nothing (RFC 4954, section 4).</summary>
    private SaslStep TakeEnd(string message) =>
        message.Length == 0 ? SaslStep.SignIn(_userName) : SaslStep.Failed;

    /// <summary>printable = %x21-2B / %x2D-7E; the comma is gone by the splitting.</summary>
    private static bool IsNonce(string text) => text.Length > 0 && text.All(static value => value is >= '!' and <= '~');
}
