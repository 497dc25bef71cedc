using System;
using SmtpAdmin.Core.Authentication.Sasl;

namespace SmtpAdmin.Core.Authentication;

/// <summary>How it was signed in, or tried to: what a diagnosis needs beside the server's reply.</summary>
internal sealed record AuthenticationFacts
{
    /// <summary>The server's name as the user wrote it.</summary>
    public required string Host { get; init; }

    /// <summary>The name that was signed in.</summary>
    public required string User { get; init; }

    /// <summary>The mechanism's name on the wire.</summary>
    public required string Mechanism { get; init; }

    /// <summary>Whether it was a token, and no password.</summary>
    public required bool IsToken { get; init; }

    /// <summary>When it was.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What the token says of itself; null for a password and for an opaque token.</summary>
    public AccessTokenClaims? Claims { get; init; }

    /// <summary>What the server said of the token before its reply.</summary>
    public OAuthRefusal? Refusal { get; init; }
}
