using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Turns a path as a user writes it, relative or on a PowerShell drive, into one of the file system.</summary>
internal static class FilePath
{
    /// <exception cref="SmtpAdminException">The path leads to no file system (AttachmentUnreadable).</exception>
    public static string Resolve(SessionState session, string path) =>
        Resolve(session, path, ErrorKind.AttachmentUnreadable);

    /// <summary>Turns the exact path of a file that holds a message.</summary>
    /// <exception cref="SmtpAdminException">The path leads to no file system (MessageUnreadable).</exception>
    public static string ResolveMessage(SessionState session, string path) =>
        Resolve(session, path, ErrorKind.MessageUnreadable);

    /// <summary>The files that a path with wildcards matches; a path without any is given back as it is.</summary>
    /// <exception cref="SmtpAdminException">The path leads to no file system, or matches nothing (MessageUnreadable).</exception>
    public static IReadOnlyList<string> Expand(SessionState session, string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [ResolveMessage(session, path)];
        }

        try
        {
            var files = new List<string>(session.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider));
            return provider.Name == "FileSystem" && files.Count > 0
                ? files
                : throw new SmtpAdminException(ErrorKind.MessageUnreadable, $"No file matches '{path}'.");
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or IOException)
        {
            throw new SmtpAdminException(ErrorKind.MessageUnreadable, exception.Message, innerException: exception);
        }
    }

    /// <summary>Turns the exact path of a file.</summary>
    /// <exception cref="SmtpAdminException">The path leads to no file system (the kind given).</exception>
    public static string Resolve(SessionState session, string path, ErrorKind kind)
    {
        try
        {
            string resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem"
                ? resolved
                : throw new SmtpAdminException(kind, $"'{path}' is in the {provider.Name}, not in a file.");
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or IOException)
        {
            throw new SmtpAdminException(kind, exception.Message, innerException: exception);
        }
    }
}
