using System;

namespace SmtpAdmin;

/// <summary>How a provider lets a client sign in.</summary>
[Flags]
public enum ProviderAuthentication
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>With a password, which may be one for this use alone: an app password, an API key or a token.</summary>
    Password = 1,

    /// <summary>With an OAuth 2.0 access token.</summary>
    OAuth2 = 2,
}
