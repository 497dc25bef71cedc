namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>
/// The scopes with which a token signs in over SMTP. From Microsoft Learn, "Authenticate an IMAP, POP or SMTP connection
/// using OAuth", and Google's "OAuth 2.0 Mechanism".
/// </summary>
internal static class TokenScopes
{
    /// <summary>An application's own: all application permissions that it was granted, SMTP.SendAsApp among them.</summary>
    public const string MicrosoftApplication = "https://outlook.office365.com/.default";

    /// <summary>A user's; offline_access asks for a refresh token.</summary>
    public const string MicrosoftUser = "https://outlook.office.com/SMTP.Send offline_access";

    public const string Google = "https://mail.google.com/";
}
