using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Authentication;

/// <summary>What a server offers on a connection, and in which order its mechanisms are worth trying.</summary>
/// <param name="Names">The mechanisms that the server names, in capitals.</param>
/// <param name="IsEncrypted">Whether the connection has TLS.</param>
internal sealed record MechanismOffer(IReadOnlyList<string> Names, bool IsEncrypted)
{
    // SCRAM shows the server no password. Under TLS, PLAIN and LOGIN go before CRAM-MD5 and NTLM, whose answers can be
    // searched for the password and make the server keep it readable; without TLS anyone on the path would read it.
    private static readonly SmtpAuthenticationMechanism[] s_encrypted =
    [
        SmtpAuthenticationMechanism.ScramSha256Plus, SmtpAuthenticationMechanism.ScramSha256,
        SmtpAuthenticationMechanism.Plain, SmtpAuthenticationMechanism.Login,
        SmtpAuthenticationMechanism.CramMd5, SmtpAuthenticationMechanism.Ntlm,
    ];

    private static readonly SmtpAuthenticationMechanism[] s_plaintext =
    [
        SmtpAuthenticationMechanism.ScramSha256, SmtpAuthenticationMechanism.CramMd5, SmtpAuthenticationMechanism.Ntlm,
        SmtpAuthenticationMechanism.Plain, SmtpAuthenticationMechanism.Login,
    ];

    private static readonly SmtpAuthenticationMechanism[] s_tokens =
        [SmtpAuthenticationMechanism.OAuthBearer, SmtpAuthenticationMechanism.XOAuth2];

    /// <summary>The TLS version as .NET names it, or null without TLS.</summary>
    public string? TlsProtocol { get; init; }

    /// <summary>The data of tls-server-end-point (RFC 5929), or null where the certificate has none.</summary>
    public byte[]? EndPointBinding { get; init; }

    /// <summary>
    /// Whether to bind without being asked. RFC 9266 makes tls-exporter the type for TLS 1.3, and no .NET before 10
    /// gives the exporter: a server that takes only that would refuse the other type as it refuses a wrong password.
    /// </summary>
    public bool CanBind => EndPointBinding is not null && TlsProtocol is "Tls12";

    public bool Has(SmtpAuthenticationMechanism mechanism) => Names.Contains(NameOf(mechanism));

    /// <summary>The mechanisms to try, the strongest first.</summary>
    /// <exception cref="SmtpAdminException">AuthenticationNotOffered: there is none.</exception>
    public IReadOnlyList<SmtpAuthenticationMechanism> Rank(SmtpAuthentication authentication)
    {
        bool isToken = authentication is TokenAuthentication;
        IEnumerable<SmtpAuthenticationMechanism> fitting = authentication.Mechanism switch
        {
            SmtpAuthenticationMechanism.Auto when isToken => s_tokens,
            SmtpAuthenticationMechanism.Auto => IsEncrypted ? s_encrypted : s_plaintext,
            var forced when s_tokens.Contains(forced) == isToken => [forced],
            var forced => throw NotOffered(
                $"{NameOf(forced)} does not go with {(isToken ? "an access token" : "a password")}."),
        };
        if (authentication.Mechanism == SmtpAuthenticationMechanism.ScramSha256Plus && EndPointBinding is null)
        {
            throw NotOffered("SCRAM-SHA-256-PLUS needs TLS, and a certificate that a binding can be made from.");
        }

        SmtpAuthenticationMechanism[] ranked = fitting.Where(Has).Where(mechanism => IsUsable(mechanism, authentication))
            .ToArray();
        return ranked.Length > 0 ? ranked : throw NotOffered(Describe(authentication.Mechanism));
    }

    public static string NameOf(SmtpAuthenticationMechanism mechanism) => mechanism switch
    {
        SmtpAuthenticationMechanism.ScramSha256Plus => "SCRAM-SHA-256-PLUS",
        SmtpAuthenticationMechanism.ScramSha256 => "SCRAM-SHA-256",
        SmtpAuthenticationMechanism.ScramSha1 => "SCRAM-SHA-1",
        SmtpAuthenticationMechanism.CramMd5 => "CRAM-MD5",
        _ => mechanism.ToString().ToUpperInvariant(),
    };

    private bool IsUsable(SmtpAuthenticationMechanism mechanism, SmtpAuthentication authentication) =>
        mechanism != SmtpAuthenticationMechanism.ScramSha256Plus || CanBind || authentication.Mechanism == mechanism;

    private string Describe(SmtpAuthenticationMechanism mechanism)
    {
        string wanted = mechanism == SmtpAuthenticationMechanism.Auto ? string.Empty : $"not {NameOf(mechanism)}, ";
        return Names.Count == 0
            ? "The server offers no authentication on this connection."
            : $"The server offers {wanted}only {PrintableText.From(string.Join(", ", Names.Take(10)))}.";
    }

    private static SmtpAdminException NotOffered(string detail) => new(ErrorKind.AuthenticationNotOffered, detail);
}
