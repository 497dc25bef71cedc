using System;
using System.Text;

namespace SmtpAdmin.Core.Tests.Authentication;

/// <summary>Tokens in the form of a JWT, with a signature that nobody checks.</summary>
internal static class JsonWebTokens
{
    public static string Of(string payload) => $"{Part("""{"alg":"none"}""")}.{Part(payload)}.c2lnbmF0dXJl";

    private static string Part(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
