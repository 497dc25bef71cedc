using System;
using System.Text.Json;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>What a token endpoint granted (RFC 6749, section 5.1).</summary>
internal sealed record TokenResponse(string AccessToken, DateTimeOffset? ExpiresOn, string? Scope, string? RefreshToken)
{
    private const double LongestLifetime = 10 * 365 * 24 * 3600.0;

    // A record writes its properties into its text; a secret must not get there.
    public override string ToString() => $"TokenResponse until {ExpiresOn:u}";

    /// <exception cref="FormatException">The answer holds no bearer token.</exception>
    public static TokenResponse Read(JsonElement root, DateTimeOffset now)
    {
        string token = Text(root, "access_token") is { Length: > 0 } text
            ? text
            : throw new FormatException("It has no access_token.");
        if (Text(root, "token_type") is not { } type || !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException("Its token_type is not Bearer.");
        }

        return new TokenResponse(token, ExpiresIn(root, now), Text(root, "scope"), Text(root, "refresh_token"));
    }

    public static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? JsonText.Read(value)
            : null;

    /// <summary>A number of seconds, written as a number or as text; null where there is none or it makes no sense.</summary>
    public static double? Seconds(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        double seconds = 0;
        bool isNumber = value.ValueKind == JsonValueKind.Number
            ? value.TryGetDouble(out seconds)
            : value.ValueKind == JsonValueKind.String && double.TryParse(
                JsonText.Read(value),
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out seconds);
        return isNumber && seconds is > 0 and <= LongestLifetime ? seconds : null;
    }

    private static DateTimeOffset? ExpiresIn(JsonElement root, DateTimeOffset now) =>
        Seconds(root, "expires_in") is { } seconds ? now.AddSeconds(seconds) : null;
}
