using System;

namespace SmtpAdmin.Core.Authentication;

/// <summary>A token and when it ends, where its giver said so.</summary>
internal sealed record AccessToken(string Token, DateTimeOffset? ExpiresOn = null)
{
    // A record writes its properties into its text; a secret must not get there.
    public override string ToString() => $"AccessToken until {ExpiresOn:u}";
}
