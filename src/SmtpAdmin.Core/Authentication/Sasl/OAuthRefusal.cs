using System;
using System.Text.Json;

namespace SmtpAdmin.Core.Authentication.Sasl;

/// <summary>What a server says of a token that it does not take (RFC 7628, section 3.2.2).</summary>
/// <param name="Status">The status, for example <c>invalid_token</c> or, with XOAUTH2, <c>400</c>.</param>
/// <param name="Scope">The scope that the server wants.</param>
internal sealed record OAuthRefusal(string? Status, string? Scope)
{
    /// <summary>Reads the challenge; null where it is not what a server of these mechanisms sends.</summary>
    public static OAuthRefusal? TryRead(string challenge)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Convert.FromBase64String(challenge));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new OAuthRefusal(Text(document.RootElement, "status"), Text(document.RootElement, "scope"))
                : null;
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? JsonText.Printable(value)
            : null;
}
