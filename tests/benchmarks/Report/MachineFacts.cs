using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Processes;

namespace SmtpAdmin.Benchmarks.Report;

/// <summary>What a reader needs to know of where the figures come from. It names no machine.</summary>
internal sealed record MachineFacts(string Postfix, string System, string FileSystem)
{
    public static async Task<MachineFacts> ReadAsync(string folder, CancellationToken cancellationToken) => new(
        await ReadPostfixAsync(cancellationToken),
        $"{Environment.ProcessorCount} processors, {RuntimeInformation.RuntimeIdentifier}, "
            + $"kernel {Environment.OSVersion.Version.ToString(3)}",
        FindFileSystem(folder));

    private static async Task<string> ReadPostfixAsync(CancellationToken cancellationToken)
        => Tool.TryFind("postconf") is { } program
            ? (await ChildProcess.RunAsync(program, ["-d", "-h", "mail_version"], cancellationToken)).Trim()
            : "not installed";

    // The queues of both relays lie there; on a file system in memory a flush would cost nothing.
    private static string FindFileSystem(string folder)
        => DriveInfo.GetDrives()
            .Where(drive => folder.StartsWith(drive.Name, StringComparison.Ordinal))
            .MaxBy(drive => drive.Name.Length)?.DriveFormat ?? "unknown";
}
