using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Testing.Peers;

/// <summary>A Python module of a Debian package that tests run; without it they are skipped.</summary>
public sealed record PythonModule(string Name, string Package)
{
    // Another Python that comes first on the search path does not see the modules of Debian's packages.
    private const string DebianPython = "/usr/bin/python3";

    public static PythonModule Aiosmtpd { get; } = new("aiosmtpd", "python3-aiosmtpd");

    /// <summary>The path of a Python that knows the module; skips the test where there is none.</summary>
    public async Task<string> FindPythonOrSkipAsync()
    {
        bool isKnown = File.Exists(DebianPython)
            && (await ToolRun.RunAsync(DebianPython, ["-c", $"import {Name}"])).ExitCode == 0;
        Assert.SkipUnless(isKnown, $"needs Debian package {Package}");
        return DebianPython;
    }
}
