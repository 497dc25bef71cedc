using System;
using System.IO;

namespace SmtpAdmin.Cmdlets.Tests.Engine;

/// <summary>Where the repository and what the build staged lie.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string Manifest { get; } = Path.Combine(Root, "SmtpAdmin.psd1");

    public static string Stage { get; } = Path.Combine(Root, "bin");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SmtpAdmin.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run from within the repository.");
    }
}
