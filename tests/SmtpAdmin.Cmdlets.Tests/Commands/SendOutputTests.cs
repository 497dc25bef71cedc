using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>Files instead of a server, transcripts, previews and questions; and finished messages.</summary>
public sealed class SendOutputTests : IDisposable
{
    private const string Send = "Send-SmtpMessage -From a@example.com -To b@example.com -Subject s ";

    private readonly HostedEngine _engine = HostedEngine.WithModule();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task WhatIf_neither_connects_nor_writes()
    {
        await using var server = new SendServer();
        string there = Directory.CreateDirectory(_folder.Combine("pickup")).FullName;
        _engine.Run(
            $"{Send} -Server {server.Address} -WhatIf; {Send} -OutFile '{_folder.Combine("m.eml")}' -WhatIf;"
            + $" {Send} -PickupDirectory '{there}' -WhatIf").ThrowIfFailed();

        Assert.Equal(0, server.Connections);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("&No", 0)]
    [InlineData("&Yes", 1)]
    public async Task Confirm_asks_first(string choice, int sent)
    {
        await using var server = new SendServer();
        var host = new SendStopHost { Choice = choice };
        using Runspace runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddScript($"Import-Module '{RepositoryFiles.Manifest}'; {Send} -Server {server.Address} -Confirm").Invoke();

        Assert.Contains("b@example.com", Assert.Single(host.Questions), StringComparison.Ordinal);
        Assert.Equal(sent, server.Contents.Count);
    }

    [Fact]
    public void Files_are_numbered_and_hold_the_message_as_it_would_be_sent()
    {
        string path = _folder.Combine("m.eml");
        IReadOnlyList<SmtpSendResult> results = _engine.Run(
            $"1..3 | ForEach-Object {{ [pscustomobject]@{{ Subject = \"No $_\" }} }} | Send-SmtpMessage -From a@example.com"
            + $" -To b@example.com -Bcc hidden@example.com -InOrder -OutFile '{path}'").All<SmtpSendResult>();

        Assert.Equal([path, _folder.Combine("m-2.eml"), _folder.Combine("m-3.eml")], results.Select(result => result.Path));
        for (int index = 0; index < 3; index++)
        {
            string text = File.ReadAllText(results[index].Path!);
            Assert.Contains($"Subject: No {index + 1}\r\n", text, StringComparison.Ordinal);
            Assert.DoesNotContain("hidden@example.com", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_pickup_folder_gets_the_envelope_with_each_message()
    {
        _engine.Run(
            $"{Send} -Bcc c@example.com -EnvelopeFrom bounce@example.com -PickupDirectory '{_folder.Path}'").ThrowIfFailed();

        string text = File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.Path, "*.eml")));
        Assert.StartsWith(
            "X-Sender: bounce@example.com\r\nX-Receiver: b@example.com\r\nX-Receiver: c@example.com\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nBcc:", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_transcript_holds_the_dialogue_and_no_secret()
    {
        const string Password = "geheim-4711";
        string token = SendTokens.Create(DateTimeOffset.UtcNow.AddHours(1));
        using X509Certificate2 certificate = TestCa.SelfSigned("127.0.0.1");
        await using var plain = new SendServer { Certificate = certificate, ExtensionsUnderTls = ["AUTH PLAIN"] };
        await using var login = new SendServer
        {
            Certificate = certificate,
            ExtensionsUnderTls = ["AUTH XOAUTH2"],
        };
        string path = _folder.Combine("dialogue.log");
        string common = $"-Security StartTls -TrustedThumbprint {certificate.Thumbprint} -Transcript '{path}'";
        _engine.Run(
            $"$user = [pscredential]::new('user', [Net.NetworkCredential]::new('', '{Password}').SecurePassword);"
            + $"$token = [Net.NetworkCredential]::new('', '{token}').SecurePassword;"
            + $"{Send} -Server {plain.Address} -Credential $user {common};"
            + $"{Send} -Server {login.Address} -AccessToken $token {common}").ThrowIfFailed();

        string text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains("MAIL FROM:<a@example.com>", text, StringComparison.Ordinal);
        Assert.Contains("AUTH PLAIN", text, StringComparison.Ordinal);
        Assert.Contains("AUTH XOAUTH2", text, StringComparison.Ordinal);
        Assert.All(plain.Commands.Concat(login.Commands).Where(line => line.StartsWith("AUTH ", StringComparison.Ordinal)), line =>
            Assert.DoesNotContain(line.Split(' ')[^1].Length > 20 ? line.Split(' ')[^1] : Password, text, StringComparison.Ordinal));
        Assert.DoesNotContain(Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task A_composed_message_is_sent_byte_for_byte()
    {
        await using var server = new SendServer();
        byte[] bytes = _engine.Run(
            "$message = New-SmtpMessage -From a@example.com -To b@example.com -Bcc c@example.com -Subject 'Grüße' -Body \".x`n..`nEnde\";"
            + $"$null = $message | Send-SmtpMessage -Server {server.Address}; $message").Single<SmtpMessage>().ToBytes();

        Assert.Equal(Encoding.UTF8.GetString(bytes), Unstuff(Assert.Single(server.Contents)));
        Assert.Equal(2, server.Count("RCPT"));
    }

    [Fact]
    public async Task A_file_is_sent_byte_for_byte_to_those_that_it_names()
    {
        byte[] content = "from: a@example.com\r\nTO:  b@example.com\r\nX-Odd:   two  spaces\r\n\r\n.dot\r\n\r\n"u8.ToArray();
        string path = _folder.Write("odd.eml", content);
        await using var server = new SendServer();
        _engine.Run($"Send-SmtpMessage -Path '{_folder.Path}/*.eml' -Server {server.Address}").ThrowIfFailed();

        Assert.Equal(Encoding.ASCII.GetString(content), Unstuff(Assert.Single(server.Contents)));
        Assert.Equal(path, _folder.Combine("odd.eml"));
    }

    [Fact]
    public async Task Piped_message_files_are_attachments_and_the_error_names_Path()
    {
        _folder.Write("m.eml", "From: a@example.com\r\nTo: b@example.com\r\n\r\nx\r\n"u8.ToArray());
        await using var server = new SendServer();
        ErrorRecord error = _engine.Run(
            $"[IO.FileInfo]'{_folder.Combine("m.eml")}' | Send-SmtpMessage -Server {server.Address}").Error;

        Assert.Contains("-Path", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(server.Contents);
    }

    [Fact]
    public async Task The_addresses_of_the_recipients_can_be_listed()
    {
        await using var server = new SendServer();

        // An array would answer with its own Address method instead (System.Array::Address).
        Assert.Equal(
            ["b@example.com", "c@example.com"],
            _engine.Run($"$r = {Send} -Cc c@example.com -Server {server.Address}; $r.Recipients.Address").All<string>());
        Assert.Equal("b@example.com", _engine.Run($"$r = {Send} -Server {server.Address}; $r.Recipients.Address").Single<string>());
    }

    [Fact]
    public async Task Server_port_security_and_credential_bind_for_each_object()
    {
        using X509Certificate2 certificate = TestCa.SelfSigned("127.0.0.1");
        await using var tls = new SendServer { Certificate = certificate, ExtensionsUnderTls = ["AUTH PLAIN"] };
        await using var plain = new SendServer();
        IReadOnlyList<SmtpSendResult> results = _engine.Run(
            "$user = [pscredential]::new('user', [Net.NetworkCredential]::new('', 'p').SecurePassword);"
            + $"@{{ Port = {tls.Port}; Security = 'StartTls'; Credential = $user }}, @{{ Port = {plain.Port}; Security = 'None' }},"
            + $" @{{ Port = {plain.Port}; Security = '' }} | ForEach-Object {{ [pscustomobject]$_ }} |"
            + $" {Send} -Server 127.0.0.1 -InOrder -TrustedThumbprint {certificate.Thumbprint}").All<SmtpSendResult>();

        Assert.Equal([true, false, false], results.Select(result => result.IsEncrypted));
        Assert.Equal((1, 0), (tls.Count("AUTH"), plain.Count("AUTH")));
        Assert.Equal([tls.Port, plain.Port, plain.Port], results.Select(result => result.Server!.Port!.Value));
    }

    [Fact]
    public async Task A_script_block_gives_what_a_parameter_takes_from_the_pipeline()
    {
        await using var server = new SendServer();
        _engine.Run(
            "[pscustomobject]@{ Login = 'anna'; Body = 'taken'; Subject = 'not taken' } | Send-SmtpMessage -From a@example.com"
            + $" -To {{ \"$($_.Login)@example.com\" }} -Subject {{ \"For $($_.Login)\" }} -Server {server.Address}").ThrowIfFailed();

        Assert.Equal(1, server.Count("RCPT TO:<anna@example.com>"));
        Assert.Contains("Subject: For anna\r\n", server.Contents[0], StringComparison.Ordinal);
        Assert.Contains("\r\ntaken\r\n", server.Contents[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_has_run_out_is_asked_for_again()
    {
        await using var server = new SendServer { Extensions = ["AUTH XOAUTH2"] };
        int asked = _engine.Run(
            "$script:asked = 0; $null = 1..3 | ForEach-Object { [pscustomobject]@{ To = \"p$_@example.com\" } } | Send-SmtpMessage"
            + $" -Server {server.Address} -From a@example.com -Subject s -MaxConnections 1 -MaxMessagesPerConnection 1"
            + " -AllowPlaintextCredential -AccessToken { $script:asked++; $tokens[$script:asked - 1] }; $script:asked",
            ("tokens", new[] { DateTimeOffset.UtcNow.AddSeconds(-1), DateTimeOffset.UtcNow.AddHours(1) }.Select(SendTokens.Create).ToArray()))
            .Single<int>();

        Assert.Equal(2, asked);
        Assert.Equal(3, server.Contents.Count);
    }

    private static string Unstuff(string content) =>
        content[..^3].Replace("\r\n..", "\r\n.", StringComparison.Ordinal);

    [Theory]
    [InlineData("DSN", true, 0)]
    [InlineData("8BITMIME", false, 1)]
    public async Task Whether_the_server_will_notify_is_said_once(string extension, bool willNotify, int warnings)
    {
        await using var server = new SendServer { Extensions = [extension] };
        IReadOnlyList<SmtpSendResult> results = _engine.Run(
            $"'x', 'y' | ForEach-Object {{ [pscustomobject]@{{ Subject = $_ }} }} | Send-SmtpMessage -Server {server.Address}"
            + " -From a@example.com -To b@example.com -DeliveryNotificationOption OnSuccess -WarningVariable told")
            .All<SmtpSendResult>();

        Assert.Equal(2, results.Count);
        Assert.All(results, result => Assert.Equal(willNotify, result.Recipients[0].WillNotify));
        Assert.Equal(warnings, _engine.Run("$told.Count").Single<int>());
        Assert.Null(_engine.Run($"{Send} -Server {server.Address}").Single<SmtpSendResult>().Recipients[0].WillNotify);
    }
}
