using System;
using System.Text.Json;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>A code for the user to confirm on another device (RFC 8628, section 3.2).</summary>
/// <param name="Secret">What the token is asked for with; for nobody's eyes.</param>
/// <param name="UserCode">What the user types.</param>
/// <param name="Address">Where the user types it.</param>
/// <param name="ExpiresOn">When the code ends.</param>
/// <param name="Interval">How long to wait between two requests for the token.</param>
internal sealed record DeviceCode(
    string Secret, string UserCode, string Address, DateTimeOffset ExpiresOn, TimeSpan Interval)
{
    private const double DefaultInterval = 5;
    private const double LongestInterval = 60;
    private const double LongestLifetime = 3600;

    // A record writes its properties into its text; a secret must not get there.
    public override string ToString() => $"DeviceCode {UserCode}";

    /// <exception cref="FormatException">The answer holds no code.</exception>
    public static DeviceCode Read(JsonElement root, DateTimeOffset now)
    {
        string secret = Text(root, "device_code");
        // Google says verification_url where the RFC says verification_uri.
        string address = TokenResponse.Text(root, "verification_uri") ?? Text(root, "verification_url");
        double lifetime = TokenResponse.Seconds(root, "expires_in") ?? throw new FormatException("It has no expires_in.");
        double interval = TokenResponse.Seconds(root, "interval") ?? DefaultInterval;
        return new DeviceCode(
            secret,
            PrintableText.From(Text(root, "user_code"), 64),
            PrintableText.From(address),
            now.AddSeconds(Math.Min(lifetime, LongestLifetime)),
            TimeSpan.FromSeconds(Math.Min(interval, LongestInterval)));
    }

    private static string Text(JsonElement root, string name) => TokenResponse.Text(root, name) is { Length: > 0 } text
        ? text
        : throw new FormatException($"It has no {name}.");
}
