using System.IO;

namespace SmtpAdmin.Host.Engine;

/// <summary>Finds the module's manifest: where the caller says, in <c>module/</c> beside us, or in a folder above us.</summary>
internal static class ModuleLocator
{
    private const string Manifest = "SmtpAdmin.psd1";

    public static string Find(string? given, string executableFolder)
        => given is null ? FindNear(executableFolder) : FindGiven(Path.GetFullPath(given));

    private static string FindGiven(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, Manifest) : path;
        return File.Exists(file) ? file : throw new UsageException($"There is no module at '{path}'.");
    }

    private static string FindNear(string executableFolder)
    {
        string beside = Path.Combine(executableFolder, "module", Manifest);
        if (File.Exists(beside))
        {
            return beside;
        }

        for (DirectoryInfo? folder = new(executableFolder); folder is not null; folder = folder.Parent)
        {
            string above = Path.Combine(folder.FullName, Manifest);
            if (File.Exists(above))
            {
                return above;
            }
        }

        throw new UsageException($"{Manifest} is neither beside nor above '{executableFolder}'. Name it with --module.");
    }
}
