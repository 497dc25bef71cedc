using System;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>Who signs in with which access token.</summary>
/// <param name="UserName">The name that the client gave, or null where it gave none.</param>
/// <param name="Token">A secret.</param>
internal readonly record struct TokenResponse(string? UserName, string Token)
{
    private const char Separator = '\u0001';
    private const string Authorization = "auth=";
    private const string Bearer = "Bearer ";

    /// <summary>"user=" name ^A "auth=Bearer " token ^A ^A (Google's page "OAuth 2.0 Mechanism")</summary>
    public static TokenResponse? ParseXOAuth2(string text)
    {
        const string User = "user=";
        string[] parts = text.Split(Separator);
        return parts is [_, _, "", ""] && parts[0].StartsWith(User, StringComparison.Ordinal)
            ? Make(parts[0][User.Length..], parts[1])
            : null;
    }

    /// <summary>client-resp = gs2-header kvsep *( key "=" value kvsep ) kvsep (RFC 7628, section 3.1)</summary>
    public static TokenResponse? ParseBearer(string text)
    {
        string[] parts = text.Split(Separator);
        string[] header = parts[0].Split(',');
        bool hasForm = parts is [_, .., "", ""] && header is ["n" or "y", _, ""];
        string? authorization = Array.Find(parts, part => part.StartsWith(Authorization, StringComparison.Ordinal));
        if (!hasForm || authorization is null)
        {
            return null;
        }

        string? name = null;
        if (header[1].Length > 0)
        {
            name = header[1].StartsWith("a=", StringComparison.Ordinal) ? SaslText.DecodeName(header[1][2..]) : null;
            if (name is null)
            {
                return null;
            }
        }

        return Make(name, authorization);
    }

    private static TokenResponse? Make(string? userName, string authorization)
    {
        // RFC 7235, section 2.1: a scheme is read in any case; token68 has no spaces.
        bool isBearer = authorization.StartsWith(Authorization + Bearer, StringComparison.OrdinalIgnoreCase);
        string token = isBearer ? authorization[(Authorization.Length + Bearer.Length)..] : string.Empty;
        bool isToken = token.Length > 0 && token.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
        return isToken && (userName is null || SaslText.IsName(userName)) ? new TokenResponse(userName, token) : null;
    }
}
