using System.IO;
using SmtpAdmin.Testing.Files;

namespace SmtpAdmin.Cmdlets.Tests.Engine;

/// <summary>Where the repository and what the build staged lie.</summary>
internal static class RepositoryFiles
{
    public static string Root => RepositoryFolder.Path;

    public static string Manifest { get; } = Path.Combine(Root, "SmtpAdmin.psd1");

    public static string Stage { get; } = Path.Combine(Root, "bin");
}
