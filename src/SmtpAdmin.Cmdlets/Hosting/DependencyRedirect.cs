using System;
using System.IO;
using System.Reflection;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>
/// Answers, on Windows PowerShell 5.1, for the binding redirects that powershell.exe does not have for us: DnsClient asks
/// for System.Buffers 4.0.3.0 and our folder holds a later one. Only requests of assemblies from our own folder are
/// answered, only with files of our own folder, and without regard to the version within that closed set.
/// </summary>
internal sealed class DependencyRedirect
{
    private readonly string _folder;

    public DependencyRedirect(string folder) => _folder = Path.GetFullPath(folder);

    /// <summary>Returns the file to load for a request, or null where the request is none of our business.</summary>
    public string? FindFile(string requestedName, string? requestingLocation)
    {
        if (string.IsNullOrEmpty(requestingLocation)
            || !string.Equals(Path.GetDirectoryName(Path.GetFullPath(requestingLocation!)), _folder, PathComparison))
        {
            return null;
        }

        string file = Path.Combine(_folder, new AssemblyName(requestedName).Name + ".dll");
        return File.Exists(file) ? file : null;
    }

    private static StringComparison PathComparison
        => Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
