using System.Management.Automation;

namespace SmtpAdmin.Host.Terminal;

/// <summary>Asks for a user name, unless it is known, and for a password that is not shown.</summary>
internal sealed class CredentialPrompt(Screen screen, KeyboardInput keyboard)
{
    /// <summary>Returns the credential, or null where no user name was given.</summary>
    public PSCredential Ask(string? caption, string? message, string? userName)
    {
        PromptHeader.Write(screen, caption, message);
        if (string.IsNullOrWhiteSpace(userName))
        {
            screen.Write("User: ");
            userName = keyboard.ReadLine();
        }

        if (string.IsNullOrWhiteSpace(userName))
        {
            // The engine's contract for a prompt that the user turned away.
            return null!;
        }

        screen.Write($"Password for user {SafeText.OneLine(userName)}: ");
        return new PSCredential(userName.Trim(), keyboard.ReadSecret());
    }
}
