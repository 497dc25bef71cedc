using System.Net;
using SmtpAdmin.Core.Authentication;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>What decides whether two messages may share a connection: server, protection and identity.</summary>
/// <param name="Host">The server's name.</param>
/// <param name="Port">Its port, or null for the protocol's.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="User">The user who signs in, or null.</param>
/// <param name="Password">The user's password, or null.</param>
/// <param name="Domain">The user's domain, or null.</param>
/// <param name="Tokens">Where the user's access tokens come from, or null.</param>
internal sealed record RouteKey(
    string Host, int? Port, SmtpSecurity Security, string? User, string? Password, string? Domain, ITokenSource? Tokens)
{
    /// <summary>The key of a server for an identity.</summary>
    public static RouteKey Create(string host, int? port, SmtpSecurity security, SmtpAuthentication? authentication)
    {
        NetworkCredential? credential = (authentication as PasswordAuthentication)?.Credential;
        return new RouteKey(
            host,
            port,
            security,
            authentication?.User,
            credential?.Password,
            credential?.Domain,
            (authentication as TokenAuthentication)?.Tokens);
    }

    // A record writes its properties into its text; a secret must not get there.
    public override string ToString() => $"{Host}:{Port}";
}
