using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Http;

/// <summary>
/// Plays the token endpoints of Microsoft Entra ID and Google on the loopback: start it, and give <see cref="Authority"/>
/// to <c>Get-SmtpAccessToken -Authority</c>. It checks what it is sent as they do, answers with tokens or their errors,
/// and needs no configuration for secrets and refresh tokens: those below are the right ones.
/// </summary>
public sealed class TokenEndpoint : IDisposable
{
    public const string ClientId = "11111111-1111-1111-1111-111111111111";
    public const string Tenant = "33333333-3333-3333-3333-333333333333";
    public const string ClientSecret = "right~client.secret";
    public const string RefreshToken = "right-refresh-token";
    public const string UserCode = "ABCD-1234";
    private const string DeviceSecret = "device-code-secret";

    private readonly ConcurrentQueue<HttpAnswer> _answers = new();
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _requests = new();
    private readonly LoopbackHttpServer _server;
    private int _issued;

    public TokenEndpoint() => _server = new LoopbackHttpServer((path, body) => Task.FromResult(Answer(path, body)));

    /// <summary>The address to ask for tokens, in the place of the provider's.</summary>
    public Uri Authority => _server.Address;

    /// <summary>The certificate that the application is registered with.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The public key and the name of the service account, where there is one.</summary>
    public RSA? ServiceAccountKey { get; set; }

    /// <summary>The e-mail address of the service account.</summary>
    public string ServiceAccount { get; } = "mailer@project.iam.gserviceaccount.com";

    /// <summary>What Microsoft's tokens claim beside their times.</summary>
    public Dictionary<string, object> Claims { get; } = new()
    {
        ["aud"] = "https://outlook.office365.com",
        ["iss"] = $"https://sts.windows.net/{Tenant}/",
        ["tid"] = Tenant,
        ["appid"] = ClientId,
    };

    /// <summary>How long a token lasts, in seconds.</summary>
    public int Lifetime { get; set; } = 3600;

    /// <summary>How long to wait between two questions after a device code, in seconds.</summary>
    public int Interval { get; set; } = 1;

    /// <summary>The forms that were sent, in order.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Requests => [.. _requests];

    /// <summary>Answers the next request so, whatever it asks; further calls are for the requests behind it.</summary>
    public TokenEndpoint AnswerNext(int status, string body, string? location = null)
    {
        _answers.Enqueue(new HttpAnswer(status, body, location));
        return this;
    }

    /// <summary>Refuses the next request with an error, as both providers write it.</summary>
    public TokenEndpoint RefuseNext(string error, string? description = null) =>
        AnswerNext(400, JsonSerializer.Serialize(new { error, error_description = description }));

    public void Dispose() => _server.Dispose();

    private HttpAnswer Answer(string path, string body)
    {
        Dictionary<string, string> form = Parse(body);
        _requests.Enqueue(form);
        if (_answers.TryDequeue(out HttpAnswer? prepared))
        {
            return prepared;
        }

        bool isMicrosoft = path.StartsWith($"/{Tenant}/oauth2/v2.0/", StringComparison.Ordinal)
            || path.StartsWith("/organizations/oauth2/v2.0/", StringComparison.Ordinal);
        return path.Split('/')[^1] switch
        {
            "devicecode" when isMicrosoft => DeviceCode("verification_uri", "https://microsoft.com/devicelogin"),
            "code" when path == "/device/code" => DeviceCode("verification_url", "https://www.google.com/device"),
            "token" when isMicrosoft => Grant(form, new Uri(Authority, path).AbsoluteUri, MicrosoftToken),
            "token" when path == "/token" => Grant(form, new Uri(Authority, path).AbsoluteUri, GoogleToken),
            _ => Error(400, "invalid_request", "AADSTS90002: Tenant not found. Check to make sure you have the correct "
                + "tenant ID.\r\nTrace ID: 0"),
        };
    }

    private HttpAnswer Grant(Dictionary<string, string> form, string address, Func<Dictionary<string, string>, HttpAnswer> issue)
    {
        bool isApplication = form.GetValueOrDefault("client_id") is ClientId;
        return form.GetValueOrDefault("grant_type") switch
        {
            "client_credentials" when form.ContainsKey("client_assertion") => IsClientAssertion(form, address)
                ? issue(form)
                : Error(401, "invalid_client", "AADSTS700027: The certificate with identifier used to sign the client "
                    + "assertion is not registered on application.\r\nTrace ID: 0"),
            "client_credentials" when !isApplication => Error(
                400, "unauthorized_client", "AADSTS700016: Application was not found in the directory.\r\nTrace ID: 0"),
            "client_credentials" => form.GetValueOrDefault("client_secret") == ClientSecret
                ? issue(form)
                : Error(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 0"),
            "refresh_token" => isApplication && form.GetValueOrDefault("refresh_token") == RefreshToken
                ? issue(form)
                : Error(400, "invalid_grant", "AADSTS70000: The provided grant is invalid.\r\nTrace ID: 0"),
            "urn:ietf:params:oauth:grant-type:device_code" => form.GetValueOrDefault("device_code") == DeviceSecret
                ? issue(form)
                : Error(400, "invalid_grant", null),
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => IsServiceAssertion(form, address)
                ? issue(form)
                : Error(400, "invalid_grant", "Invalid JWT Signature."),
            _ => Error(400, "unsupported_grant_type", null),
        };
    }

    private bool IsClientAssertion(Dictionary<string, string> form, string address)
    {
        if (Certificate is null
            || form.GetValueOrDefault("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        {
            return false;
        }

        using RSA key = Certificate.GetRSAPublicKey()!;
        var assertion = new SignedToken(form["client_assertion"]);
        string thumbprint = SignedToken.Encode(SHA256.HashData(Certificate.RawData));
        return assertion.Header.GetProperty("x5t#S256").GetString() == thumbprint
            && assertion.Has("iss", ClientId) && assertion.Has("sub", ClientId) && assertion.Has("aud", address)
            && assertion.IsCurrent() && assertion.IsSignedBy(key);
    }

    private bool IsServiceAssertion(Dictionary<string, string> form, string address)
    {
        var assertion = new SignedToken(form["assertion"]);
        return ServiceAccountKey is { } key && assertion.Has("iss", ServiceAccount) && assertion.Has("aud", address)
            && assertion.Has("scope", "https://mail.google.com/") && assertion.IsCurrent() && assertion.IsSignedBy(key);
    }

    private HttpAnswer DeviceCode(string addressName, string address) => Json(200, new Dictionary<string, object>
    {
        ["device_code"] = DeviceSecret,
        ["user_code"] = UserCode,
        [addressName] = address,
        ["expires_in"] = 900,
        ["interval"] = Interval,
    });

    // An application's own token has roles, a user's has scopes and a name.
    private HttpAnswer MicrosoftToken(Dictionary<string, string> form)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        bool isApplication = form["grant_type"] == "client_credentials";
        Dictionary<string, object> usual = isApplication
            ? new() { ["roles"] = new[] { "SMTP.SendAsApp" }, ["idtyp"] = "app" }
            : new() { ["scp"] = "SMTP.Send", ["upn"] = "anna@example.com" };
        Dictionary<string, object> claims = usual.Concat(Claims)
            .GroupBy(claim => claim.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        claims["nbf"] = now - 60;
        claims["exp"] = now + Lifetime;
        claims["jti"] = $"{Interlocked.Increment(ref _issued)}";
        return Json(200, Answer(SignedToken.Unsigned(claims), isApplication ? null : "next-refresh-token", null));
    }

    private HttpAnswer GoogleToken(Dictionary<string, string> form) => Json(200, Answer(
        $"ya29.opaque{Interlocked.Increment(ref _issued)}",
        form["grant_type"].EndsWith("device_code", StringComparison.Ordinal) ? "next-refresh-token" : null,
        "https://mail.google.com/"));

    private Dictionary<string, object> Answer(string token, string? refreshToken, string? scope)
    {
        var answer = new Dictionary<string, object>
        {
            ["access_token"] = token,
            ["token_type"] = "Bearer",
            ["expires_in"] = Lifetime,
        };
        if (refreshToken is not null)
        {
            answer["refresh_token"] = refreshToken;
        }

        if (scope is not null)
        {
            answer["scope"] = scope;
        }

        return answer;
    }

    private static HttpAnswer Error(int status, string error, string? description) =>
        Json(status, new Dictionary<string, object?> { ["error"] = error, ["error_description"] = description });

    private static HttpAnswer Json(int status, object value) => new(status, JsonSerializer.Serialize(value));

    private static Dictionary<string, string> Parse(string form) => form
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(field => field.Split('='))
        .ToDictionary(field => WebUtility.UrlDecode(field[0]), field => WebUtility.UrlDecode(field[1]));
}
