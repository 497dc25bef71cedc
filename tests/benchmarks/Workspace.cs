using System;
using System.IO;

namespace SmtpAdmin.Benchmarks;

/// <summary>A folder of its own under the system's temporary folder, for queues and configuration; deleted at the end.</summary>
internal sealed class Workspace : IDisposable
{
    private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public Workspace()
    {
        Folder = Directory.CreateTempSubdirectory("smtpadmin-bench-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // Postfix works in it under a user of its own.
            File.SetUnixFileMode(Folder, ReadableByAll);
        }
    }

    public string Folder { get; }

    /// <summary>Makes a new folder in it.</summary>
    public string CreateFolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
