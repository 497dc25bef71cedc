using System;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Testing.Peers;

/// <summary>Postfix's posttls-finger: what Postfix makes of a mail exchanger, with DNS of the test's own.</summary>
public sealed class PosttlsFinger : IDisposable
{
    private readonly string _path;
    private readonly SystemResolver _resolver;
    private readonly TemporaryFolder _folder = new();

    private PosttlsFinger(string path, SystemResolver resolver)
    {
        _path = path;
        _resolver = resolver;

        // The machine's own configuration is not to count.
        _folder.Write("main.cf", Encoding.ASCII.GetBytes("compatibility_level = 3.6\n"));
    }

    /// <summary>The address of the loopback at whose port 53 it asks for everything.</summary>
    public IPAddress Resolver => _resolver.Address;

    /// <summary>Skips the test where Postfix is not installed, or the user may not give it a resolver.</summary>
    public static async Task<PosttlsFinger> CreateOrSkipAsync()
    {
        string path = DebianTool.PosttlsFinger.FindOrSkip();
        return new PosttlsFinger(path, await SystemResolver.CreateOrSkipAsync());
    }

    /// <summary>Looks up a domain's mail exchangers and connects to the first one, with DANE.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="port">The port of the mail exchangers and of their TLSA records.</param>
    /// <param name="usesInsecureMx">Whether TLSA records count where the answer for MX is not secure.</param>
    /// <returns>The verdict with what was logged.</returns>
    public async Task<(PosttlsVerdict Verdict, string Log)> RunAsync(string domain, int port, bool usesInsecureMx)
    {
        // At the level dane-only it says in words why it does not use TLSA records.
        ToolResult result = await _resolver.RunAsync(
            "env",
            [
                $"MAIL_CONFIG={_folder.Path}", _path, "-l", "dane-only", "-M", usesInsecureMx ? "dane" : "may",
                "-t", "10", "-T", "10", "-a", "ipv4", "-o", "myhostname=client.test", $"{domain}:{port}",
            ]);
        string log = result.Output + result.Errors;
        return (Read(log), log);
    }

    public void Dispose()
    {
        _resolver.Dispose();
        _folder.Dispose();
    }

    // Its exit code is 0 whatever it finds.
    private static PosttlsVerdict Read(string log)
    {
        bool Has(string text) => log.Contains(text, StringComparison.Ordinal);

        if (!Has("Connected to "))
        {
            Assert.True(Has("lookup failed") || Has("lookup error"), log);
            return Has("try again") ? PosttlsVerdict.LookupError : PosttlsVerdict.NoMail;
        }

        return !Has(" TLS connection established") ? PosttlsVerdict.NoTls
            : Has("no usable TLSA records found") ? PosttlsVerdict.NoUsableRecords
            : Has("no TLSA records found") || Has("MX RRset is insecure") ? PosttlsVerdict.NoDane
            : Has("Verified TLS connection") ? PosttlsVerdict.Verified
            : Has("Trusted TLS connection") ? PosttlsVerdict.Trusted
            : PosttlsVerdict.Untrusted;
    }
}
