using System;
using MailKit.Security;

namespace SmtpAdmin.Core.Authentication.Sasl;

/// <summary>SASLprep (RFC 4013): one form for names and passwords that look alike.</summary>
internal static class SaslPreparation
{
    /// <exception cref="FormatException">The text has characters that SASLprep forbids.</exception>
    public static string Prepare(string text)
    {
        try
        {
            return SaslMechanism.SaslPrep(text);
        }
        catch (ArgumentException failure)
        {
            throw new FormatException("The user name or password has characters that SASLprep forbids.", failure);
        }
    }
}
