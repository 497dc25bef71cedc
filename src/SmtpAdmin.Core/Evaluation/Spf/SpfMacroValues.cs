using System;
using System.Globalization;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>The values of the macro letters (RFC 7208, section 7.2).</summary>
/// <param name="identity">Who is checked.</param>
/// <param name="domain">The domain whose record is evaluated.</param>
/// <param name="validatedName">The validated name of the client, or null where no text asks for it.</param>
/// <param name="now">The time of the check.</param>
internal sealed class SpfMacroValues(SpfIdentity identity, string domain, string? validatedName, DateTimeOffset now)
{
    private const string Unknown = "unknown";

    /// <summary>The value of a letter in lower case.</summary>
    public string ValueOf(char letter) =>
        letter switch
        {
            's' => identity.Sender,
            'l' => identity.LocalPart,
            'o' => identity.SenderDomain,
            'd' => domain,
            'i' => SpfName.DottedForm(identity.Address),
            'p' => validatedName ?? Unknown,
            'v' => SpfName.Family(identity.Address),
            'h' => identity.Helo ?? Unknown,
            'c' => identity.Address.ToString(),
            // Section 7.3: "unknown" where the receiving host's name is not available.
            'r' => Unknown,
            't' => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "No such macro."),
        };
}
