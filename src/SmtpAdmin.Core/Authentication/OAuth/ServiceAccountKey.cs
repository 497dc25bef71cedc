using System;
using System.IO;
using System.Security.Cryptography;
using System.Text.Json;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>The key file of a Google service account.</summary>
internal sealed class ServiceAccountKey
{
    private const int MaximumLength = 64 * 1024;

    private readonly RSAParameters _key;

    private ServiceAccountKey(string clientEmail, string keyId, RSAParameters key)
    {
        ClientEmail = clientEmail;
        KeyId = keyId;
        _key = key;
    }

    public string ClientEmail { get; }

    public string KeyId { get; }

    /// <summary>Reads a key file. Its token_uri is not followed: a key goes to Google, whatever a file says.</summary>
    /// <exception cref="SmtpAdminException">TokenKeyInvalid: the file cannot be read, or holds no such key.</exception>
    public static ServiceAccountKey Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > MaximumLength)
            {
                throw Invalid(path, "is larger than a key file", null);
            }

            using JsonDocument document = JsonDocument.Parse(file);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && Text(root, "type", path) == "service_account"
                ? new ServiceAccountKey(
                    Text(root, "client_email", path),
                    Text(root, "private_key_id", path),
                    PrivateKeyReader.ReadRsa(Text(root, "private_key", path)))
                : throw Invalid(path, "is not of the type service_account", null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Invalid(path, "cannot be read", failure);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or CryptographicException)
        {
            // Their messages may quote what they could not read, which is a key; so they are left out.
            throw Invalid(path, "holds no key that can be read", null);
        }
    }

    /// <exception cref="SmtpAdminException">TokenKeyInvalid.</exception>
    public RSA CreateKey()
    {
        var key = RSA.Create();
        try
        {
            key.ImportParameters(_key);
            return key;
        }
        catch (CryptographicException failure)
        {
            key.Dispose();
            throw new SmtpAdminException(
                ErrorKind.TokenKeyInvalid, $"The key of {ClientEmail} is no RSA key.", innerException: failure);
        }
    }

    private static string Text(JsonElement root, string name, string path) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? JsonText.Read(value)
            : throw Invalid(path, $"has no {name}", null);

    private static SmtpAdminException Invalid(string path, string problem, Exception? failure) => new(
        ErrorKind.TokenKeyInvalid, $"The file '{PrintableText.From(path)}' {problem}.", innerException: failure);
}
