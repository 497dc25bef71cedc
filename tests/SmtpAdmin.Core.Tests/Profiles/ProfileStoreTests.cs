using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Runtime.Versioning;
using System.Security;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Profiles;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Profiles;

public sealed class ProfileStoreTests : IDisposable
{
    private const string Password = "Grüße-an-niemand-7391";

    private readonly TemporaryFolder _folder = new();
    private readonly ProfileStore _store;

    public ProfileStoreTests() => _store = new ProfileStore(Folder);

    private string Folder => _folder.Combine("profiles");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_profile_comes_back_as_it_was_stored()
    {
        SmtpProfile profile = Sound("Alerts") with
        {
            Port = 2525,
            Security = SmtpSecurity.StartTls,
            Provider = SmtpProvider.AmazonSes,
            Region = "eu-west-1",
            From = "Wächter <alerts@example.com>",
            UserName = "alerts",
            Secret = new SmtpProfileSecret { Store = SecretStore.SecretManagement, Vault = "Mail", Name = "smtp" },
            OAuth = new SmtpProfileOAuth { ClientId = "id", TenantId = "example.com", Grant = OAuthGrant.RefreshToken },
            AuthenticationMechanism = "PLAIN",
            MaxConnections = 3,
            MaxMessagesPerConnection = 100,
            MaxMessagesPerMinute = 30,
            MaxRecipientsPerDay = 10_000,
            RetryCount = 0,
            TimeoutSec = 20,
            EhloName = "host.example.com",
            CaPath = "/etc/ca.pem",
            RevocationCheck = "Offline",
        };

        await StoreAsync(profile with { TrustedThumbprint = null });

        Assert.Equal(profile, _store.Read("ALERTS"));
        Assert.Equal(["alerts"], _store.ListNames());
    }

    [Fact]
    public async Task Thumbprints_come_back_too()
    {
        string[] thumbprints = [new string('a', 40), string.Join(":", Enumerable.Repeat("AB", 32))];

        await StoreAsync(Sound("a") with { TrustedThumbprint = thumbprints });

        Assert.Equal(thumbprints, _store.Read("a").TrustedThumbprint);
    }

    [Fact]
    public async Task No_file_has_the_secret_in_it_and_it_comes_back()
    {
        SmtpProfile profile = Sound("a") with { Secret = new SmtpProfileSecret { Store = SecretStore.File } };

        await StoreAsync(profile, Password);

        Assert.Equal(Password, Reveal(_store.ReadSecret(profile)));
        string[] files = Directory.GetFiles(Folder);
        Assert.Equal([".lock", "a.json", "a.secret", "secrets.key"], files.Select(Path.GetFileName).Order());
        byte[][] forms = [.. new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode }.Select(form => form.GetBytes(Password))];
        byte[][] encoded = [.. forms, .. forms.Select(form => Encoding.ASCII.GetBytes(Convert.ToBase64String(form).TrimEnd('=')))];
        Assert.All(files, file => Assert.All(encoded, form => Assert.True(
            File.ReadAllBytes(file).AsSpan().IndexOf(form) < 0, $"{file} holds the secret.")));
    }

    [Fact]
    public async Task The_same_secret_never_looks_the_same()
    {
        SmtpProfile profile = Sound("a") with { Secret = new SmtpProfileSecret { Store = SecretStore.File } };
        await StoreAsync(profile, Password);
        byte[] first = File.ReadAllBytes(Path.Combine(Folder, "a.secret"));
        await StoreAsync(profile, Password);

        Assert.NotEqual(first, File.ReadAllBytes(Path.Combine(Folder, "a.secret")));
    }

    [Fact]
    public async Task A_secret_that_was_changed_or_moved_is_refused()
    {
        SmtpProfile a = Sound("a") with { Secret = new SmtpProfileSecret { Store = SecretStore.File } };
        SmtpProfile b = a with { Name = "b" };
        await StoreAsync(a, Password);
        await StoreAsync(b, "other");
        string path = Path.Combine(Folder, "a.secret");
        byte[] content = File.ReadAllBytes(path);
        for (int i = 0; i <= content.Length; i++)
        {
            byte[] damaged = i < content.Length ? [.. content] : content[..^1];
            damaged[Math.Min(i, damaged.Length - 1)] ^= 1;
            File.WriteAllBytes(path, damaged);

            Assert.Equal(ErrorKind.SecretUnavailable, Assert.Throws<SmtpAdminException>(() => _store.ReadSecret(a)).Kind);
        }

        File.WriteAllBytes(path, []);
        Assert.Throws<SmtpAdminException>(() => _store.ReadSecret(a));
        File.Copy(Path.Combine(Folder, "b.secret"), path, overwrite: true);
        Assert.Contains("damaged", Assert.Throws<SmtpAdminException>(() => _store.ReadSecret(a)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_may_use_the_files_and_a_secret_that_others_may_read_is_refused()
    {
        SkipWithoutModes();
        SmtpProfile profile = Sound("a") with { Secret = new SmtpProfileSecret { Store = SecretStore.File } };
        await StoreAsync(profile, Password);
        await StoreAsync(profile, Password);

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        Assert.All(Directory.GetFiles(Folder), file => Assert.Equal(Owner, File.GetUnixFileMode(file)));
        foreach (string file in new[] { "a.secret", "secrets.key" })
        {
            string path = Path.Combine(Folder, file);
            File.SetUnixFileMode(path, Owner | UnixFileMode.GroupRead);
            SmtpAdminException refusal = Assert.Throws<SmtpAdminException>(() => _store.ReadSecret(profile));
            Assert.Equal(ErrorKind.SecretUnavailable, refusal.Kind);
            Assert.Contains("0600", refusal.Message, StringComparison.Ordinal);
            File.SetUnixFileMode(path, Owner);
        }

        Assert.Equal(Password, Reveal(_store.ReadSecret(profile)));
    }

    [Fact]
    public async Task Removing_a_profile_removes_its_secret()
    {
        await StoreAsync(Sound("a") with { Secret = new SmtpProfileSecret { Store = SecretStore.File } }, Password);

        await _store.RemoveAsync("A", CancellationToken.None);

        Assert.Empty(_store.ListNames());
        Assert.False(File.Exists(Path.Combine(Folder, "a.secret")));
        Assert.Equal(ErrorKind.ProfileNotFound, Assert.Throws<SmtpAdminException>(() => _store.Read("a")).Kind);
        SmtpAdminException missing = await Assert.ThrowsAsync<SmtpAdminException>(() => _store.RemoveAsync("a", CancellationToken.None));
        Assert.Equal(ErrorKind.ProfileNotFound, missing.Kind);
    }

    [Fact]
    public async Task A_profile_that_gets_its_secret_elsewhere_keeps_none_beside_it()
    {
        SmtpProfile profile = Sound("a") with { Secret = new SmtpProfileSecret { Store = SecretStore.File } };
        await StoreAsync(profile, Password);

        await StoreAsync(profile with { Secret = new SmtpProfileSecret { Store = SecretStore.EnvironmentVariable, Name = "X" } });

        Assert.False(File.Exists(Path.Combine(Folder, "a.secret")));
    }

    [Fact]
    public async Task A_store_without_the_secret_itself_is_refused()
    {
        SmtpProfile profile = Sound("a") with { Secret = new SmtpProfileSecret { Store = SecretStore.File } };

        SmtpAdminException refusal = await Assert.ThrowsAsync<SmtpAdminException>(() => StoreAsync(profile));

        Assert.Equal(ErrorKind.SecretUnavailable, refusal.Kind);
        Assert.Empty(_store.ListNames());
    }

    [Fact]
    public void Dpapi_says_where_it_belongs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Here Dpapi works.");

        SmtpAdminException refusal = Assert.Throws<SmtpAdminException>(() => DpapiCipher.Encrypt("a", [1]));

        Assert.Equal(ErrorKind.SecretUnavailable, refusal.Kind);
    }

    [Fact]
    public async Task Changes_at_the_same_time_all_count()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => new ProfileStore(Folder).ChangeAsync(
            "a",
            old => (old ?? Sound("a") with { RetryCount = 0 }) with { RetryCount = (old?.RetryCount ?? 0) + 1 },
            secret: null,
            CancellationToken.None))));

        Assert.Equal(16, _store.Read("a").RetryCount);
        Assert.Equal([".lock", "a.json"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\a")]
    [InlineData("a:b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a\0b")]
    [InlineData("")]
    [InlineData("con")]
    [InlineData("NUL.txt")]
    [InlineData("Com1")]
    [InlineData("ü")]
    [InlineData("*")]
    public async Task A_name_that_is_no_plain_file_name_is_refused(string name)
    {
        Assert.Equal(ErrorKind.ProfileInvalid, Assert.Throws<SmtpAdminException>(() => _store.Read(name)).Kind);
        await Assert.ThrowsAsync<SmtpAdminException>(() => StoreAsync(Sound(name)));
        await Assert.ThrowsAsync<SmtpAdminException>(() => _store.RemoveAsync(name, CancellationToken.None));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Alerts-2.prod_x")]
    [InlineData("console")]
    [InlineData("com10")]
    public void Other_names_are_taken(string name) => Assert.Equal(name, ProfileName.Check(name));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Name":"a"}""")]
    [InlineData("""{"Name":"a","Server":"s","Port":0}""")]
    [InlineData("""{"Name":"a","Server":"s","Port":"25"}""")]
    [InlineData("""{"Name":"a","Server":"s","Security":9}""")]
    [InlineData("""{"Name":"a","Server":"s","Security":"Perhaps"}""")]
    [InlineData("""{"Name":"a","Server":"s","FromTheFuture":true}""")]
    [InlineData("""{"Name":"a","Server":"s t"}""")]
    [InlineData("""{"Name":"a","Server":"s","From":"nobody"}""")]
    [InlineData("""{"Name":"a","Server":"s","EhloName":"a\r\nRSET"}""")]
    [InlineData("""{"Name":"a","Provider":"AmazonSes"}""")]
    [InlineData("""{"Name":"a","Server":"s","Region":"eu-west-1"}""")]
    [InlineData("""{"Name":"a","Server":"s","Secret":{"Store":"SecretManagement"}}""")]
    [InlineData("""{"Name":"a","Server":"s","TrustedThumbprint":["zz"]}""")]
    [InlineData("""{"Name":"a","Server":"s","RevocationCheck":"Maybe"}""")]
    [InlineData("""{"Name":"a","Server":"s","OAuth":{"ClientId":"i","TokenEndpoint":"http://example.com/"}}""")]
    public void A_file_that_is_no_sound_profile_is_refused_and_others_are_not(string content)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "a.json"), content);
        File.WriteAllText(Path.Combine(Folder, "b.json"), """{"Name":"b","Server":"s"}""");

        Assert.Equal(ErrorKind.ProfileInvalid, Assert.Throws<SmtpAdminException>(() => _store.Read("a")).Kind);
        Assert.Equal("s", _store.Read("b").Server);
        Assert.Equal(["a", "b"], _store.ListNames());
    }

    [Fact]
    public void A_huge_file_is_not_read()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "a.json"), new string(' ', 70_000) + """{"Name":"a","Server":"s"}""");

        Assert.Equal(ErrorKind.ProfileInvalid, Assert.Throws<SmtpAdminException>(() => _store.Read("a")).Kind);
    }

    [Fact]
    public void A_copied_file_has_the_name_of_its_copy()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "copy.json"), """{"Name":"original","Server":"s"}""");

        Assert.Equal("copy", _store.Read("copy").Name);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        string file = _folder.Write("file", [1]);

        SmtpAdminException refusal = await Assert.ThrowsAsync<SmtpAdminException>(
            () => new ProfileStore(Path.Combine(file, "profiles")).ChangeAsync("a", _ => Sound("a"), null, CancellationToken.None));

        Assert.Equal(ErrorKind.ProfileStoreUnavailable, refusal.Kind);
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    private static SmtpProfile Sound(string name) => new() { Name = name, Server = "mail.example.com" };

    private static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    private static void SkipWithoutModes() => Assert.SkipWhen(
        OperatingSystem.IsWindows()
            || typeof(ProfileStore).Assembly.GetReferencedAssemblies().Any(reference => reference.Name == "netstandard"),
        "Windows and .NET Framework have no file modes.");

    private async Task StoreAsync(SmtpProfile profile, string? secret = null)
    {
        using SecureString? secure = secret is null ? null : new NetworkCredential(string.Empty, secret).SecurePassword;
        await _store.ChangeAsync(profile.Name, _ => profile, secure, CancellationToken.None);
    }
}
