using System;
using System.IO;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Turns a path as a user writes it, relative or on a PowerShell drive, into one of the file system.</summary>
internal static class FilePath
{
    /// <exception cref="SmtpAdminException">The path leads to no file system (AttachmentUnreadable).</exception>
    public static string Resolve(SessionState session, string path)
    {
        try
        {
            string resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem"
                ? resolved
                : throw new SmtpAdminException(ErrorKind.AttachmentUnreadable, $"'{path}' is in the {provider.Name}, not in a file.");
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or IOException)
        {
            throw new SmtpAdminException(ErrorKind.AttachmentUnreadable, exception.Message, innerException: exception);
        }
    }
}
