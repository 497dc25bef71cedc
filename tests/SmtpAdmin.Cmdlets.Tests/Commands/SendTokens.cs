using System;
using System.Text;
using System.Text.Json;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>Access tokens whose claims can be read and whose signature nobody can check.</summary>
internal static class SendTokens
{
    public static string Create(DateTimeOffset expires)
    {
        string claims = JsonSerializer.Serialize(new
        {
            aud = "https://outlook.office365.com",
            exp = expires.ToUnixTimeSeconds(),
            upn = "a@example.com",
            scp = "SMTP.Send",
            jti = Guid.NewGuid(),
        });
        return $"{Encode("{\"alg\":\"none\"}")}.{Encode(claims)}.{Encode("none")}";
    }

    private static string Encode(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
