using System.IO;

namespace SmtpAdmin.Core.Smtp;

/// <summary>
/// Opens files that nobody but their owner may read. Windows gives a file the rights of its folder; elsewhere it would
/// be readable for all, and .NET Standard has no way to say otherwise while making it.
/// </summary>
internal static class OwnersFile
{
    public static FileStream OpenForAppending(string path)
    {
#if NETSTANDARD2_0
        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
#else
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
        };
        if (!System.OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#endif
    }
}
