using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>What PowerShell calls when the module comes and goes. Import does no network and starts nothing.</summary>
public sealed class ModuleLifecycle : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly DependencyRedirect s_redirect =
        new(Path.GetDirectoryName(typeof(ModuleLifecycle).Assembly.Location)!);

    /// <summary>Called on import, before any cmdlet runs and so before any type touches a package.</summary>
    public void OnImport()
    {
        if (IsWindowsPowerShell)
        {
            AppDomain.CurrentDomain.AssemblyResolve += ResolveDependency;
        }
    }

    /// <summary>Called on removal, in the runspace that removes the module: its relays end with it.</summary>
    /// <param name="psModuleInfo">The module that is removed.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (IsWindowsPowerShell)
        {
            AppDomain.CurrentDomain.AssemblyResolve -= ResolveDependency;
        }

        RelayRegistry.RemoveForCurrentRunspace();
    }

    // On PowerShell 7 the private load context finds everything by itself.
    private static bool IsWindowsPowerShell => Environment.Version.Major == 4;

    private static Assembly? ResolveDependency(object? sender, ResolveEventArgs args)
        => s_redirect.FindFile(args.Name, args.RequestingAssembly?.Location) is { } file ? Assembly.LoadFrom(file) : null;
}
