using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace SmtpAdmin.Host.Engine;

/// <summary>A runspace with the module in it; disposing it removes the module, which stops its relays.</summary>
internal sealed class EngineSession : IDisposable
{
    private PSModuleInfo? _module;

    private EngineSession(Runspace runspace) => Runspace = runspace;

    public Runspace Runspace { get; }

    public static EngineSession Open(PSHost host, string? modulePath)
    {
        // CreateDefault2 holds the engine's own commands; CreateDefault wants the assemblies that only PowerShell ships.
        Runspace runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        EngineSession session = new(runspace);
        try
        {
            runspace.Open();
            session._module = modulePath is null ? null : session.Import(modulePath);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            RemoveModule();
        }
        finally
        {
            Runspace.Dispose();
        }
    }

    private PSModuleInfo? Import(string modulePath)
    {
        using PowerShell shell = PowerShell.Create(Runspace);
        shell.AddCommand("Import-Module")
            .AddParameter("Name", modulePath)
            .AddParameter("PassThru")
            .AddParameter("ErrorAction", ActionPreference.Stop);
        return shell.Invoke<PSModuleInfo>() is [PSModuleInfo module, ..] ? module : null;
    }

    private void RemoveModule()
    {
        if (_module is not null)
        {
            using PowerShell shell = PowerShell.Create(Runspace);
            shell.AddCommand("Remove-Module").AddParameter("ModuleInfo", _module).AddParameter("Force").Invoke();
        }
    }
}
