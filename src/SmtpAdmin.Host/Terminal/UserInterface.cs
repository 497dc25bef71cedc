using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SmtpAdmin.Host.Terminal;

/// <summary>
/// Routes the streams as pwsh does: all on standard output under their labels, errors alone on standard error.
/// </summary>
internal sealed class UserInterface(Screen screen, KeyboardInput keyboard) : PSHostUserInterface
{
    private const string Yellow = "\x1b[33;1m";
    private const string Reset = "\x1b[0m";

    public override PSHostRawUserInterface RawUI { get; } = new RawInterface();

    public override bool SupportsVirtualTerminal => screen.OutputTakesColour;

    public override void Write(string value) => screen.Write(Rendered(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => screen.Write(Rendered(value) + Environment.NewLine);

    public override void WriteErrorLine(string value) => screen.WriteError(value + Environment.NewLine);

    public override void WriteWarningLine(string message) => WriteLabelled("WARNING", message);

    public override void WriteVerboseLine(string message) => WriteLabelled("VERBOSE", message);

    public override void WriteDebugLine(string message) => WriteLabelled("DEBUG", message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => screen.WriteProgress(record);

    public override string ReadLine() => keyboard.ReadLine();

    public override SecureString ReadLineAsSecureString() => keyboard.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions)
        => new FieldPrompt(screen, keyboard).Ask(caption, message, descriptions);

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        => new ChoicePrompt(screen, keyboard).Ask(caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        => new CredentialPrompt(screen, keyboard).Ask(caption, message, userName);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
        => PromptForCredential(caption, message, userName, targetName);

    // Format views and $PSStyle bring their colours along whatever the host can show.
    private string Rendered(string? value) => GetOutputString(value ?? "", screen.OutputTakesColour);

    private void WriteLabelled(string label, string message)
        => WriteLine(screen.OutputTakesColour ? $"{Yellow}{label}: {message}{Reset}" : $"{label}: {message}");
}
