using System;
using System.Linq;
using System.Text;

namespace SmtpAdmin.Core.Authentication.Sasl;

/// <summary>
/// OAUTHBEARER (RFC 7628) and XOAUTH2 (Google's page "OAuth 2.0 Mechanism"). Both send the token at once; a refusal
/// comes as a challenge that says why, and must be answered before the server gives its reply.
/// </summary>
internal sealed class OAuthClient : ISaslClient
{
    private const char Separator = '\u0001';

    private readonly string _initialResponse;
    private readonly string _acknowledgement;
    private bool _isStarted;

    private OAuthClient(string initialResponse, string acknowledgement)
    {
        _initialResponse = Encode(initialResponse);
        _acknowledgement = acknowledgement;
    }

    public bool HasInitialResponse => true;

    public bool IsServerAccepted => true;

    /// <summary>What the server said of the token, or null where it said nothing.</summary>
    public OAuthRefusal? Refusal { get; private set; }

    // client-resp = gs2-header kvsep *kvpair kvsep (RFC 7628, section 3.1)
    public static OAuthClient Bearer(string user, string host, int port, string token)
    {
        string name = user.Replace("=", "=3D").Replace(",", "=2C");
        string text = FormattableString.Invariant(
            $"n,a={Plain(name)},{Separator}host={host}{Separator}port={port}{Separator}{Authorization(token)}");
        // RFC 7628, section 3.2.3: the dummy response is a single kvsep.
        return new OAuthClient(text, Encode(Separator.ToString()));
    }

    // base64("user=" {User} "^Aauth=Bearer " {Access Token} "^A^A"); a refusal is answered by an empty response.
    public static OAuthClient XOAuth2(string user, string token) =>
        new($"user={Plain(user)}{Separator}{Authorization(token)}", string.Empty);

    public string Respond(string challenge)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            return _initialResponse;
        }

        Refusal = OAuthRefusal.TryRead(challenge);
        return _acknowledgement;
    }

    private static string Authorization(string token) => $"auth=Bearer {Plain(token)}{Separator}{Separator}";

    private static string Plain(string text) => text.Any(char.IsControl)
        ? throw new FormatException("The user name or the access token has control characters in it.")
        : text;

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
