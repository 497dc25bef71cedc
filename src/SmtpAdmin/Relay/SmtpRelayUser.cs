using System;
using System.Collections.Generic;
using System.Net;
using System.Security;

namespace SmtpAdmin;

/// <summary>A user that may sign in to a relay, and what it may send as.</summary>
public sealed record SmtpRelayUser
{
    /// <summary>Makes a user that may send as anyone.</summary>
    /// <param name="credential">The name and the password.</param>
    /// <exception cref="ArgumentException">The name or the password is empty.</exception>
    public SmtpRelayUser(NetworkCredential credential)
    {
        UserName = credential?.UserName ?? string.Empty;
        Password = credential?.SecurePassword ?? new SecureString();
        if (UserName.Length == 0 || Password.Length == 0)
        {
            throw new ArgumentException("A user needs a name and a password.", nameof(credential));
        }
    }

    /// <summary>The name to sign in with; upper and lower case differ.</summary>
    public string UserName { get; }

    /// <summary>The password. A relay keeps only what it needs to check one (RFC 5803), never the password itself.</summary>
    public SecureString Password { get; }

    /// <summary>
    /// The senders that the user may name in MAIL: addresses, domains, <c>*.example.com</c> for the domains below one,
    /// or <c>*</c> for any. The null reverse-path is always allowed.
    /// </summary>
    public IReadOnlyList<string> SendAs { get; init; } = ["*"];

    /// <summary>Makes a user that may send as anyone.</summary>
    /// <param name="credential">The name and the password.</param>
    public static implicit operator SmtpRelayUser(NetworkCredential credential) => new(credential);

    /// <summary>Makes a user that may send as anyone.</summary>
    /// <param name="credential">The name and the password.</param>
    /// <returns>The user.</returns>
    public static SmtpRelayUser ToSmtpRelayUser(NetworkCredential credential) => new(credential);

    /// <summary>Returns the name alone.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => UserName;
}
