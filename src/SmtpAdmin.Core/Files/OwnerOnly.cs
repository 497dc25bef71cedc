using System.IO;

namespace SmtpAdmin.Core.Files;

/// <summary>
/// Files and folders that only their owner may use: mode 0600 and 0700 on Unix. On Windows the user's configuration
/// folder already keeps others out, and .NET Framework, which has no modes, runs only there.
/// </summary>
internal static class OwnerOnly
{
#if NETSTANDARD2_0
    public static void CreateFolder(string path) => Directory.CreateDirectory(path);

    public static FileStream CreateFile(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    public static FileStream OpenLock(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    public static FileStream OpenForAppending(string path) => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

    public static bool IsOpenToOthers(string path) => false;

    // The two steps are not one: where another process is between them, the caller tries again.
    public static void Replace(string source, string target)
    {
        if (File.Exists(target))
        {
            File.Replace(source, target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(source, target);
        }
    }
#else
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static void CreateFolder(string path)
    {
        if (System.OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Creates a file that is not there yet.</summary>
    public static FileStream CreateFile(string path) => Open(path, FileMode.CreateNew, FileAccess.Write);

    /// <summary>Opens a file, creating it where needed, for as long as nobody else has it open.</summary>
    public static FileStream OpenLock(string path) => Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);

    /// <summary>Opens a file that others may read and append to as well, creating it where needed.</summary>
    public static FileStream OpenForAppending(string path) =>
        Open(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

    /// <summary>Whether the file's mode lets others than its owner read or change it.</summary>
    public static bool IsOpenToOthers(string path) =>
        !System.OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    public static void Replace(string source, string target) => File.Move(source, target, overwrite: true);

    private static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!System.OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        return new FileStream(path, options);
    }
#endif
}
