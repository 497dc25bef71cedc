using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace SmtpAdmin.Host.Terminal;

/// <summary>What the engine sees of us. It has no prompt of its own, so nothing nests.</summary>
internal sealed class EngineHost(Screen screen, KeyboardInput keyboard) : PSHost
{
    public override string Name => "SmtpAdminHost";

    public override Version Version { get; } = typeof(EngineHost).Assembly.GetName().Version ?? new Version(0, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI { get; } = new UserInterface(screen, keyboard);

    /// <summary>What the script asked for with <c>exit</c>, or null.</summary>
    public int? ExitCode { get; private set; }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt()
        => throw new NotSupportedException("smtpadmin runs scripts and has no prompt to suspend to.");

    public override void ExitNestedPrompt()
    {
        // Nothing was entered.
    }

    public override void NotifyBeginApplication()
    {
        // Native programs share our console as it is.
    }

    public override void NotifyEndApplication()
    {
        // See above: there is nothing to restore.
    }
}
