using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SmtpAdmin.Testing.Http;

/// <summary>A JSON Web Token as a server reads one: its parts, and whether a key signed it.</summary>
internal sealed class SignedToken
{
    private readonly string[] _parts;

    public SignedToken(string token)
    {
        _parts = token.Split('.');
        Header = JsonDocument.Parse(Decode(_parts[0])).RootElement;
        Claims = JsonDocument.Parse(Decode(_parts[1])).RootElement;
    }

    public JsonElement Header { get; }

    public JsonElement Claims { get; }

    /// <summary>Makes a token whose signature nobody can check.</summary>
    public static string Unsigned(object claims) =>
        $"{Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}"u8)}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}.{Encode("none"u8)}";

    public bool IsSignedBy(RSA key)
    {
        RSASignaturePadding padding = Header.GetProperty("alg").GetString() switch
        {
            "PS256" => RSASignaturePadding.Pss,
            "RS256" => RSASignaturePadding.Pkcs1,
            var other => throw new NotSupportedException($"The algorithm {other} is not played here."),
        };
        byte[] data = Encoding.ASCII.GetBytes($"{_parts[0]}.{_parts[1]}");
        return key.VerifyData(data, Decode(_parts[2]), HashAlgorithmName.SHA256, padding);
    }

    public bool Has(string claim, string value) =>
        Claims.TryGetProperty(claim, out JsonElement found) && found.GetString() == value;

    /// <summary>Whether the token is valid now, and not for longer than a day.</summary>
    public bool IsCurrent()
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return Claims.GetProperty("exp").GetInt64() is var end && end > now && end < now + 86_400;
    }

    public static string Encode(ReadOnlySpan<byte> bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Decode(string text)
    {
        string base64 = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='));
    }
}
