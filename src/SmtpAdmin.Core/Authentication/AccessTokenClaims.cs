using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace SmtpAdmin.Core.Authentication;

/// <summary>
/// What a token in JWT form (RFC 7519) says of itself. Read to explain a refusal, never to trust it: its signature is
/// for the server to verify. Names are those of Microsoft's page "Access tokens in the Microsoft identity platform".
/// </summary>
internal sealed record AccessTokenClaims
{
    private const int MaximumLength = 64 * 1024;
    private const int MaximumValues = 32;

    public string? Audience { get; init; }

    public string? Issuer { get; init; }

    /// <summary>The tenant's id (tid).</summary>
    public string? Tenant { get; init; }

    /// <summary>What the application may do in its own name.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>What the application may do in the user's name (scp).</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The application's client id (appid or azp).</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The object id of the user, or of the service principal for an application's own token (oid).</summary>
    public string? ObjectId { get; init; }

    /// <summary>The user's name (upn, preferred_username or unique_name).</summary>
    public string? UserName { get; init; }

    public DateTimeOffset? ExpiresOn { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether the token is an application's own, and no user's.</summary>
    public bool IsApplication { get; init; }

    /// <summary>Reads the payload; null for an opaque token, such as Google's, and for what is no JWT.</summary>
    public static AccessTokenClaims? TryRead(string token)
    {
        if (token.Length > MaximumLength || token.Split('.') is not { Length: 3 } parts)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(Base64Url.Decode(parts[1]));
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            return null;
        }
    }

    private static AccessTokenClaims Read(JsonElement payload)
    {
        string[] scopes = (Text(payload, "scp") ?? string.Empty)
            .Split([' '], MaximumValues + 1, StringSplitOptions.RemoveEmptyEntries).Take(MaximumValues).ToArray();
        return new AccessTokenClaims
        {
            Audience = Texts(payload, "aud").FirstOrDefault(),
            Issuer = Text(payload, "iss"),
            Tenant = Text(payload, "tid"),
            Roles = Texts(payload, "roles"),
            Scopes = scopes,
            ApplicationId = Text(payload, "appid") ?? Text(payload, "azp"),
            ObjectId = Text(payload, "oid"),
            UserName = Text(payload, "upn") ?? Text(payload, "preferred_username") ?? Text(payload, "unique_name"),
            ExpiresOn = Time(payload, "exp"),
            NotBefore = Time(payload, "nbf"),
            IsApplication = Text(payload, "idtyp") == "app" || scopes.Length == 0,
        };
    }

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out JsonElement value) ? Text(value) : null;

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? JsonText.Printable(value) : null;

    private static string[] Texts(JsonElement payload, string name)
    {
        if (!payload.TryGetProperty(name, out JsonElement value))
        {
            return [];
        }

        IEnumerable<JsonElement> items = value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Take(MaximumValues)
            : [value];
        return items.Select(Text).OfType<string>().ToArray();
    }

    // NumericDate (RFC 7519, section 2): seconds, which may have a fraction.
    private static DateTimeOffset? Time(JsonElement payload, string name)
    {
        const double LastSecond = 253_402_300_799; // the last of the year 9999
        return payload.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out double seconds)
            && seconds is >= 0 and <= LastSecond
                ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                : null;
    }
}
