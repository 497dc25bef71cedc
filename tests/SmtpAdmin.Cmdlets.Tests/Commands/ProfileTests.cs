using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Core.Profiles;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>Profiles as a runbook uses them: stored, listed, resolved and removed, in a folder of the test's own.</summary>
public sealed class ProfileTests : IDisposable
{
    private const string Password = "hunter-4711-Grüße";
    private const string Vaults =
        """
        $vault = @{}
        function Set-Secret { [CmdletBinding()] param($Name, $Secret, $Vault) $script:vault["$Vault/$Name"] = $Secret }
        function Get-Secret { [CmdletBinding()] param($Name, $Vault)
            if (-not $script:vault.ContainsKey("$Vault/$Name")) { throw "no secret $Name" }
            $script:vault["$Vault/$Name"] }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    public ProfileTests()
    {
        SecureStringFrom(Password, out PSCredential credential);
        _engine.Run("$env:SMTPADMIN_PROFILE_PATH = $folder", ("folder", Folder), ("credential", credential)).ThrowIfFailed();
    }

    private string Folder => _folder.Combine("profiles");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(ProfileFolder.Variable, null);
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_profile_is_created_changed_listed_and_removed()
    {
        SmtpProfile created = _engine.Run(
            "Set-SmtpProfile Alerts -Provider ExchangeOnline -From a@example.com -RetryCount 3 -Credential $credential -SecretStore File -PassThru")
            .Single<SmtpProfile>();
        SmtpProfile changed = _engine.Run("Set-SmtpProfile alerts -RetryCount 5 -From '' -MaxConnections 2 -PassThru").Single<SmtpProfile>();

        Assert.Equal(("Alerts", SmtpProvider.ExchangeOnline, "user@example.com"), (created.Name, created.Provider, created.UserName));
        Assert.Equal(SecretStore.File, created.Secret!.Store);
        Assert.Equal(created with { RetryCount = 5, From = null, MaxConnections = 2 }, changed);
        Assert.Equal(changed, _engine.Run("Get-SmtpProfile al*").Single<SmtpProfile>());
        Assert.Empty(_engine.Run("Get-SmtpProfile | Remove-SmtpProfile; Get-SmtpProfile").All<object>());
        Assert.Equal([".lock", "secrets.key"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void No_secret_stands_in_a_file_or_in_what_is_shown()
    {
        string shown = string.Join("\n", _engine.Run(
            "Set-SmtpProfile a -Server mail.example.com -Credential $credential -SecretStore File -PassThru -Verbose 4>&1").All<object>());

        Assert.Contains("mail.example.com", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", shown, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(Folder), file => Assert.All(new[] { Encoding.UTF8, Encoding.Unicode }, form => Assert.True(
            File.ReadAllBytes(file).AsSpan().IndexOf(form.GetBytes("4711")) < 0, file)));
    }

    [Theory]
    [InlineData("Set-SmtpProfile new -Server mail.example.com -Credential $credential -WhatIf")]
    [InlineData("Set-SmtpProfile a -Server other.example.com -WhatIf")]
    [InlineData("Remove-SmtpProfile * -WhatIf")]
    public void WhatIf_touches_nothing(string command)
    {
        _engine.Run("Set-SmtpProfile a -Server mail.example.com").ThrowIfFailed();
        string[] before = [.. Directory.GetFiles(Folder).Order().Select(file => file + Convert.ToHexString(File.ReadAllBytes(file)))];

        _engine.Run(command).ThrowIfFailed();

        Assert.Equal(before, Directory.GetFiles(Folder).Order().Select(file => file + Convert.ToHexString(File.ReadAllBytes(file))));
    }

    [Fact]
    public void WhatIf_makes_no_folder()
    {
        _engine.Run("Set-SmtpProfile a -Server mail.example.com -WhatIf").ThrowIfFailed();

        Assert.False(Directory.Exists(Folder));
    }

    [Theory]
    [InlineData("Set-SmtpProfile ../a -Server mail.example.com", ErrorKind.ProfileInvalid)]
    [InlineData("Set-SmtpProfile a", ErrorKind.ProfileInvalid)]
    [InlineData("Set-SmtpProfile a -Server mail.example.com -From nobody", ErrorKind.ProfileInvalid)]
    [InlineData("Set-SmtpProfile a -Server mail.example.com -SecretStore File", ErrorKind.SecretUnavailable)]
    [InlineData("Set-SmtpProfile a -Server mail.example.com -Credential $credential -SecretName s", ErrorKind.SecretUnavailable)]
    [InlineData("Get-SmtpProfile missing", ErrorKind.ProfileNotFound)]
    [InlineData("Remove-SmtpProfile missing", ErrorKind.ProfileNotFound)]
    public void What_cannot_be_done_has_an_error_of_its_own_and_leaves_no_profile(string command, ErrorKind kind)
    {
        ErrorRecord error = _engine.Run(command).Error;

        Assert.StartsWith($"{kind},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain("4711", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_engine.Run("Get-SmtpProfile").All<object>());
    }

    [Fact]
    public void A_damaged_profile_is_an_error_and_the_others_are_listed()
    {
        _engine.Run("Set-SmtpProfile a -Server mail.example.com; Set-SmtpProfile c -Server mail.example.com").ThrowIfFailed();
        File.WriteAllText(Path.Combine(Folder, "b.json"), "{");

        EngineResult result = _engine.Run("Get-SmtpProfile");

        Assert.Equal(["a", "c"], result.Output.Cast<SmtpProfile>().Select(profile => profile.Name));
        Assert.Equal("b", result.Error.TargetObject);
        Assert.StartsWith("ProfileInvalid,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_completed()
    {
        _engine.Run("Set-SmtpProfile alerts -Server mail.example.com; Set-SmtpProfile bulk -Server mail.example.com").ThrowIfFailed();

        string[] found = [.. _engine.Run("(TabExpansion2 'Get-SmtpProfile al').CompletionMatches.CompletionText").All<string>()];

        Assert.Equal(["alerts"], found);
    }

    [Fact]
    public void A_secret_goes_into_the_vault_and_comes_out_of_it()
    {
        using HostedEngine engine = new(new SessionStateCmdletEntry("Resolve-Profile", typeof(ResolveProfileCommand), null));
        SecureStringFrom(Password, out PSCredential credential);
        engine.Run(
            $"Import-Module '{RepositoryFiles.Manifest}'; {Vaults}; "
            + "Set-SmtpProfile a -Server mail.example.com -SecretName smtp -Vault Mail -Credential $credential",
            ("credential", credential)).ThrowIfFailed();

        Assert.Equal($"user@example.com:{Password}", engine.Run("Resolve-Profile a").Single<string>());
        Assert.Equal(["Mail/smtp"], engine.Run("$vault.Keys").All<string>());
        Assert.Equal([".lock", "a.json"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
        ErrorRecord error = engine.Run("$vault.Clear(); Resolve-Profile a").Error;
        Assert.Contains("Get-Secret failed for SecretManagement: Mail/smtp: no secret smtp", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-SecretName smtp -Vault Mail -Credential $credential")]
    [InlineData("-EnvironmentVariable SMTPADMIN_TEST_SECRET -UserName user@example.com")]
    [InlineData("-SecretStore File -Credential $credential")]
    public async Task A_message_is_sent_with_the_secret_of_its_profile(string place)
    {
        await using var server = new SendServer { Extensions = ["AUTH PLAIN"] };
        using HostedEngine engine = HostedEngine.WithModule();
        SecureStringFrom(Password, out PSCredential credential);
        Environment.SetEnvironmentVariable("SMTPADMIN_TEST_SECRET", Password);
        try
        {
            SmtpSendResult sent = engine.Run(
                $"{Vaults}; Set-SmtpProfile a -Server {server.Address} -Security None -From a@example.com {place};"
                + " Send-SmtpMessage -Profile a -AllowPlaintextCredential -To b@example.com -Subject s -Body x",
                ("credential", credential)).Single<SmtpSendResult>();

            Assert.Equal(SendStatus.Sent, sent.Status);
            string secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0user@example.com\0{Password}"));
            Assert.Contains(server.Commands, line => line == $"AUTH PLAIN {secret}");
        }
        finally
        {
            Environment.SetEnvironmentVariable("SMTPADMIN_TEST_SECRET", null);
        }
    }

    [Theory]
    [InlineData("-SecretName smtp", "needs Get-Secret")]
    [InlineData("-EnvironmentVariable SMTPADMIN_TEST_UNSET", "SMTPADMIN_TEST_UNSET of 'a' is not set")]
    public void A_secret_that_is_not_to_be_had_says_where_it_was_looked_for(string place, string expected)
    {
        using HostedEngine engine = new(new SessionStateCmdletEntry("Resolve-Profile", typeof(ResolveProfileCommand), null));
        _engine.Run($"Set-SmtpProfile a -Server mail.example.com {place}").ThrowIfFailed();

        Exception failure = engine.Run("Resolve-Profile a").Error.Exception;

        Assert.Equal(ErrorKind.SecretUnavailable, Assert.IsType<SmtpAdminException>(failure).Kind);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-SecretStore File -Credential $credential", Password)]
    [InlineData("-EnvironmentVariable SMTPADMIN_PROFILE_PATH -UserName user@example.com", null)]
    public void A_stored_secret_is_resolved(string place, string? expected)
    {
        using HostedEngine engine = new(new SessionStateCmdletEntry("Resolve-Profile", typeof(ResolveProfileCommand), null));
        _engine.Run($"Set-SmtpProfile a -Server mail.example.com {place}").ThrowIfFailed();

        Assert.Equal($"user@example.com:{expected ?? Folder}", engine.Run("Resolve-Profile a").Single<string>());
    }

    [Fact]
    public async Task Two_processes_that_write_at_once_lose_nothing()
    {
        string script(string mine) =>
            $"foreach ($i in 1..20) {{ Set-SmtpProfile {mine}$i -Server mail.example.com -EnvironmentVariable X; "
            + $"Set-SmtpProfile both -Server mail.example.com -{(mine == "a" ? "RetryCount" : "TimeoutSec")} $i }}";

        ChildResult[] results = await Task.WhenAll(HostProcess.RunScriptAsync(script("a")), HostProcess.RunScriptAsync(script("b")));

        Assert.All(results, result => Assert.Empty(result.Error));
        SmtpProfile both = _engine.Run("Get-SmtpProfile both").Single<SmtpProfile>();
        Assert.Equal((20, 20), (both.RetryCount, both.TimeoutSec));
        Assert.Equal(41, _engine.Run("Get-SmtpProfile").All<SmtpProfile>().Count);
        Assert.Empty(Directory.GetFiles(Folder, "*.tmp"));
    }

    private static void SecureStringFrom(string text, out PSCredential credential)
        => credential = new PSCredential("user@example.com", new System.Net.NetworkCredential(string.Empty, text).SecurePassword);
}
