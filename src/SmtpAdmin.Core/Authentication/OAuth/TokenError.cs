using System;
using System.Linq;
using System.Text.Json;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>What a token endpoint refused with (RFC 6749, section 5.2).</summary>
/// <param name="Code">The error, for example <c>invalid_client</c>.</param>
/// <param name="Description">The first line of its description, made printable.</param>
internal sealed record TokenError(string Code, string? Description)
{
    /// <summary>Reads the refusal; null where the answer has none.</summary>
    /// <exception cref="FormatException">A string is no text.</exception>
    public static TokenError? TryRead(JsonElement root)
    {
        if (TokenResponse.Text(root, "error") is not { Length: > 0 } code)
        {
            return null;
        }

        string? description = TokenResponse.Text(root, "error_description")?
            .Split('\r', '\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0);
        return new TokenError(
            PrintableText.From(code, 60), description is null ? null : PrintableText.From(description, 400));
    }

    public SmtpAdminException ToException(string host)
    {
        string description = Description is null ? string.Empty : $": {Description.TrimEnd('.')}";
        return new SmtpAdminException(ErrorKind.TokenRequestFailed, $"{host} answered {Code}{description}.")
        {
            Advice = TokenErrorAdvice.For(this),
        };
    }
}
