using System;
using System.Collections.Concurrent;
using System.IO;
using System.Reflection;

namespace SmtpAdmin.Loading;

/// <summary>What <c>SmtpAdmin.psm1</c> calls to load the cmdlets. Not meant for scripts.</summary>
public static class ModuleLoader
{
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> s_loaded = new(StringComparer.Ordinal);

    /// <summary>Loads the cmdlet assembly of a folder into a private context, once for each folder and process.</summary>
    /// <param name="folder">The folder that holds <c>SmtpAdmin.Cmdlets.dll</c> with everything it needs.</param>
    /// <returns>The assembly to hand to <c>Import-Module -Assembly</c>.</returns>
    /// <exception cref="FileNotFoundException">The folder holds no cmdlet assembly.</exception>
    public static Assembly LoadCmdlets(string folder)
    {
        string path = Path.Combine(Path.GetFullPath(folder), "SmtpAdmin.Cmdlets.dll");
        // Lazy, because runspaces import in parallel and the context must be made once.
        return s_loaded.GetOrAdd(path, static p => new Lazy<Assembly>(() => Load(p))).Value;
    }

    private static Assembly Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException("The module's folder is incomplete. Install the module again.", path);
        }

        return new ModuleLoadContext(path).LoadFromAssemblyPath(path);
    }
}
