using System;
using System.IO;
using System.Linq;
using Xunit;

namespace SmtpAdmin.Testing.Peers;

/// <summary>A program of a Debian package that tests talk to; without it they are skipped.</summary>
public sealed record DebianTool(string Name, string Package)
{
    // A user's search path often lacks the folders for administrators.
    private static readonly string[] s_moreFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    public static DebianTool Swaks { get; } = new("swaks", "swaks");

    public static DebianTool Msmtp { get; } = new("msmtp", "msmtp");

    public static DebianTool Python { get; } = new("python3", "python3");

    public static DebianTool SmtpSource { get; } = new("smtp-source", "postfix");

    public static DebianTool Postfix { get; } = new("postfix", "postfix");

    public static DebianTool SaslPasswords { get; } = new("saslpasswd2", "sasl2-bin");

    public static DebianTool SmtpSink { get; } = new("smtp-sink", "postfix");

    public static DebianTool PosttlsFinger { get; } = new("posttls-finger", "postfix");

    public static DebianTool Curl { get; } = new("curl", "curl");

    public static DebianTool Exim { get; } = new("exim4", "exim4-daemon-light");

    public static DebianTool OpenSsl { get; } = new("openssl", "openssl");

    public static DebianTool Sendmail { get; } = new("sendmail", "postfix");

    public static DebianTool Chromium { get; } = new("chromium", "chromium");
    public static DebianTool Knotd { get; } = new("knotd", "knot");

    public static DebianTool Keymgr { get; } = new("keymgr", "knot");

    public static DebianTool Kzonesign { get; } = new("kzonesign", "knot-dnssecutils");

    public static DebianTool Unbound { get; } = new("unbound", "unbound");

    /// <summary>The program's path, or null where it is not installed.</summary>
    public string? Find()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        return folders.Concat(s_moreFolders).Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
    }

    /// <summary>The program's path; skips the test where it is not installed.</summary>
    public string FindOrSkip()
    {
        string? path = Find();
        Assert.SkipWhen(path is null, $"needs Debian package {Package}");
        return path!;
    }
}
