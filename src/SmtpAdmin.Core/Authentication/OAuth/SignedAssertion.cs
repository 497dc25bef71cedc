using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using SmtpAdmin.Core.Authentication.Sasl;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>JSON Web Tokens that prove who asks (RFC 7523), signed with RSA (RFC 7518, sections 3.3 and 3.5).</summary>
internal static class SignedAssertion
{
    // Long enough for clocks that differ; an assertion is for one request.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// As Microsoft's page "Microsoft identity platform application authentication certificate credentials" has it.
    /// </summary>
    /// <exception cref="SmtpAdminException">TokenKeyInvalid.</exception>
    public static string ForClient(string clientId, X509Certificate2 certificate, Uri audience, DateTimeOffset now)
    {
        using RSA key = FindKey(certificate);
        // A key of an old cryptographic provider of Windows cannot make PSS signatures.
        bool canPss = key is not RSACryptoServiceProvider;
        var header = new Dictionary<string, object>
        {
            ["alg"] = canPss ? "PS256" : "RS256",
            ["typ"] = "JWT",
            ["x5t#S256"] = Base64Url.Encode(ScramHash.Sha256.Hash(certificate.RawData)),
        };
        var claims = new Dictionary<string, object>
        {
            ["iss"] = clientId,
            ["sub"] = clientId,
            ["aud"] = audience.AbsoluteUri,
            ["jti"] = Guid.NewGuid().ToString(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + s_lifetime).ToUnixTimeSeconds(),
        };
        return Sign(header, claims, key, canPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    /// <summary>As Google's page "Using OAuth 2.0 for Server to Server Applications" has it.</summary>
    /// <exception cref="SmtpAdminException">TokenKeyInvalid.</exception>
    public static string ForServiceAccount(
        ServiceAccountKey account, string? subject, string scope, Uri audience, DateTimeOffset now)
    {
        using RSA key = account.CreateKey();
        var header = new Dictionary<string, object> { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = account.KeyId };
        var claims = new Dictionary<string, object>
        {
            ["iss"] = account.ClientEmail,
            ["scope"] = scope,
            ["aud"] = audience.AbsoluteUri,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + s_lifetime).ToUnixTimeSeconds(),
        };
        if (subject is not null)
        {
            claims["sub"] = subject;
        }

        return Sign(header, claims, key, RSASignaturePadding.Pkcs1);
    }

    private static RSA FindKey(X509Certificate2 certificate)
    {
        try
        {
            return certificate.GetRSAPrivateKey() ?? throw Invalid(certificate, "has no RSA private key", null);
        }
        catch (CryptographicException failure)
        {
            throw Invalid(certificate, "has a private key that this account cannot use", failure);
        }
    }

    private static string Sign(
        Dictionary<string, object> header, Dictionary<string, object> claims, RSA key, RSASignaturePadding padding)
    {
        string unsigned = $"{Part(header)}.{Part(claims)}";
        try
        {
            byte[] signature = key.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, padding);
            return $"{unsigned}.{Base64Url.Encode(signature)}";
        }
        catch (CryptographicException failure)
        {
            throw new SmtpAdminException(
                ErrorKind.TokenKeyInvalid, "The private key cannot sign.", innerException: failure);
        }
    }

    private static string Part(Dictionary<string, object> values) =>
        Base64Url.Encode(JsonSerializer.SerializeToUtf8Bytes(values));

    private static SmtpAdminException Invalid(X509Certificate2 certificate, string problem, Exception? failure) =>
        new(ErrorKind.TokenKeyInvalid, $"The certificate {certificate.Thumbprint} {problem}.", innerException: failure);
}
