using System;
using System.IO;

namespace SmtpAdmin.Relay.Queue;

/// <summary>How much fits on the disk of a folder.</summary>
internal static class FreeSpace
{
    /// <returns>The bytes that this user may still write, or null where the system does not say.</returns>
    public static long? Of(string folder)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
