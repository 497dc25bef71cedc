using System;
using System.Reflection;
using System.Runtime.Loader;

namespace SmtpAdmin.Loading;

/// <summary>
/// Holds everything of the module but the public types: cmdlets, engines and their packages. Other modules can load
/// other versions of the same packages, and neither side notices.
/// </summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    // Reads the .deps.json beside the cmdlet assembly, so RID-specific and native assets resolve as the runtime would.
    private readonly AssemblyDependencyResolver _resolver;
    private readonly Assembly _publicTypes = typeof(ModuleLoadContext).Assembly;

    public ModuleLoadContext(string cmdletAssemblyPath)
        : base("SmtpAdmin", isCollectible: false)
        => _resolver = new AssemblyDependencyResolver(cmdletAssemblyPath);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // The public types keep one identity for scripts and cmdlets alike: they live in the default context only.
        if (string.Equals(assemblyName.Name, _publicTypes.GetName().Name, StringComparison.OrdinalIgnoreCase))
        {
            return _publicTypes;
        }

        string? path = _resolver.ResolveAssemblyToPath(assemblyName);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName);
        return path is null ? IntPtr.Zero : LoadUnmanagedDllFromPath(path);
    }
}
