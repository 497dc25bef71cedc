using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>What a message cannot be, and what a server says to it: each with an error of its own.</summary>
public sealed class SendErrorTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("-To 'b@@example.com'", "AddressInvalid", "b@@example.com")]
    [InlineData("-To b@example.com -Cc 'c example.com'", "AddressInvalid", "c example.com")]
    [InlineData("-To b@example.com -ReplyTo 'r@'", "AddressInvalid", "r@")]
    [InlineData("-To \"b@example.com`r`nBcc: c@example.com\"", "AddressInvalid", "b@example.com")]
    [InlineData("-To \"b@example.com`n\"", "AddressInvalid", "b@example.com")]
    [InlineData("-To \"b`0@example.com\"", "AddressInvalid", "@example.com")]
    [InlineData("-To \"`\"A`r`nBcc: c@example.com`\" <b@example.com>\"", "AddressInvalid", "b@example.com")]
    [InlineData("-To b@example.com -Subject \"s`r`nBcc: c@example.com\"", "HeaderInvalid", "Subject")]
    [InlineData("-To b@example.com -Subject \"s`0\"", "HeaderInvalid", "Subject")]
    [InlineData("-To b@example.com -Header @{ 'X-A' = \"v`nX-B: w\" }", "HeaderInvalid", "X-A")]
    [InlineData("-To b@example.com -Header @{ 'X-A' = \"v`0\" }", "HeaderInvalid", "X-A")]
    [InlineData("-To b@example.com -Header @{ \"X`0A\" = 'v' }", "HeaderInvalid", "X")]
    [InlineData("-To b@example.com -Header @{ 'X A' = 'v' }", "HeaderInvalid", "X A")]
    [InlineData("-To b@example.com -Attachment @{ Content = 'x'; Name = \"a`r`nb.txt\" }", "AttachmentInvalid", "a")]
    [InlineData("-To b@example.com -Attachment @{ Content = 'x'; Name = \"a`0.txt\" }", "AttachmentInvalid", "a")]
    [InlineData("-Subject s", "RecipientMissing", "")]
    [InlineData("-To b@example.com -Template -Subject 'Hello {{Nmae}}'", "PlaceholderUnknown", "Nmae")]
    [InlineData("-To b@example.com -Template -Body 'Hello {{Name'", "TemplateInvalid", "")]
    public async Task Bad_input_has_its_own_error_and_nothing_goes_out(string parameters, string id, string fact)
    {
        await using var server = new SendServer();
        EngineResult result = _engine.Run(
            $"[pscustomobject]@{{ Name = 'Anna' }} | Send-SmtpMessage -Server {server.Address} -From a@example.com {parameters}");

        Assert.StartsWith(id + ",", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(fact, result.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(result.Error.ToString(), character => char.IsControl(character));
        Assert.NotEmpty(result.Error.ErrorDetails.RecommendedAction);
        Assert.Empty(server.Contents);
    }

    [Fact]
    public async Task Bad_rows_leave_the_others_alone()
    {
        await using var server = new SendServer();
        EngineResult result = _engine.Run(
            "@{ To = 'b@example.com' }, @{ To = 'nobody' }, @{ To = \"c@example.com`n\" }, @{ To = 'd@example.com'; Attachment = './none' },"
            + " @{ To = '' }, @{ To = 'f@example.com' } |"
            + $" ForEach-Object {{ [pscustomobject]$_ }} | Send-SmtpMessage -Server {server.Address} -From a@example.com -Subject s");

        Assert.Equal(
            ["AddressInvalid", "AddressInvalid", "AttachmentUnreadable", "RecipientMissing"],
            result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["b@example.com", "f@example.com"],
            result.Output.Cast<SmtpSendResult>().Select(sent => sent.Recipients[0].Address).Order());
    }

    [Fact]
    public async Task A_locked_attachment_is_an_error()
    {
        string path = _folder.Write("locked.txt", [65]);
        await using var server = new SendServer();
        await using FileStream held = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        EngineResult result = _engine.Run(
            $"Send-SmtpMessage -Server {server.Address} -From a@example.com -To b@example.com -Attachment '{path}'");

        Assert.StartsWith("AttachmentUnreadable,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("locked.txt", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Contents);
    }

    [Fact]
    public async Task One_refused_recipient_of_three_leaves_the_message_partially_sent()
    {
        await using var server = new SendServer
        {
            Answer = (line, _) => line.Contains("TO:<c@", StringComparison.Ordinal) ? "550 5.1.1 No such user" : null,
        };
        EngineResult result = _engine.Run(
            $"Send-SmtpMessage -Server {server.Address} -From a@example.com -To b@example.com, c@example.com, d@example.com");

        SmtpSendResult sent = Assert.IsType<SmtpSendResult>(Assert.Single(result.Output));
        Assert.Equal(SendStatus.PartiallySent, sent.Status);
        Assert.Equal(
            [RecipientStatus.Accepted, RecipientStatus.Rejected, RecipientStatus.Accepted],
            sent.Recipients.Select(row => row.Status));
        Assert.Equal(550, sent.Recipients[1].Reply!.Code);
        Assert.StartsWith("RecipientRefused,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Same(sent, result.Error.TargetObject);
        Assert.Contains("c@example.com", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Contents);
    }

    [Theory]
    [InlineData("MAIL", "550 5.7.1 Not you", "SenderRefused")]
    [InlineData("RCPT", "550 5.1.1 Unknown", "RecipientRefused")]
    [InlineData("DATA", "554 5.7.1 No", "MessageRefused")]
    [InlineData(SendServer.Dot, "554 5.7.1 Spam", "MessageRefused")]
    [InlineData(SendServer.Dot, "552 5.3.4 Too big", "MessageTooLarge")]
    [InlineData("MAIL", "530 5.7.0 Authentication required", "AuthenticationRequired")]
    [InlineData(SendServer.Greeting, "554 Go away", "ServerUnavailable")]
    public async Task A_refusal_is_reported_with_the_servers_reply(string stage, string reply, string id)
    {
        await using var server = new SendServer
        {
            Answer = (line, _) => line.StartsWith(stage, StringComparison.Ordinal) ? reply : null,
        };
        EngineResult result = _engine.Run($"Send-SmtpMessage -Server {server.Address} -From a@example.com -To b@example.com");

        Assert.StartsWith(id + ",", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(reply[4..].Split(' ')[^1], result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(SendStatus.Failed, Assert.IsType<SmtpSendResult>(Assert.Single(result.Output)).Status);
    }

    [Theory]
    [InlineData("SIZE 500", "-Body ('x' * 1000)", "MessageTooLarge")]
    [InlineData("DSN", "-To 'bärbel@example.com'", "SmtpUtf8NotOffered")]
    [InlineData("DSN", "-LiteralPath $eightBit", "EightBitNotOffered")]
    public async Task What_the_server_does_not_take_is_known_before_it_is_sent(string extension, string parameters, string id)
    {
        string path = _folder.Write(
            "eight.eml", "From: a@example.com\r\nTo: b@example.com\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße\r\n"u8.ToArray());
        await using var server = new SendServer { Extensions = [extension] };
        string to = parameters.Contains("-To", StringComparison.Ordinal) ? string.Empty : "-To b@example.com ";
        EngineResult result = _engine.Run(
            $"Send-SmtpMessage -Server {server.Address} -From a@example.com {to}{parameters}", ("eightBit", path));

        Assert.StartsWith(id + ",", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, server.Count("DATA"));
        Assert.Empty(server.Contents);
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once_for_all_messages()
    {
        await using var server = new SendServer
        {
            Extensions = ["AUTH PLAIN"],
            Answer = (line, _) => line.StartsWith("AUTH", StringComparison.Ordinal) ? "535 5.7.8 No" : null,
        };
        EngineResult result = _engine.Run(
            "$user = [pscredential]::new('u', [Net.NetworkCredential]::new('', 'geheim').SecurePassword);"
            + "1..3 | ForEach-Object { [pscustomobject]@{ To = \"p$_@example.com\" } } |"
            + $" Send-SmtpMessage -Server {server.Address} -From a@example.com -Credential $user -AllowPlaintextCredential");

        Assert.Equal(3, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("AuthenticationFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.All(result.Errors, error => Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal));
        Assert.Equal(1, server.Count("AUTH"));
        Assert.Equal(3, result.Output.Count);
    }

    [Theory]
    [InlineData("PIPELINING", "-AllowPlaintextCredential", "AuthenticationNotOffered")]
    [InlineData("AUTH PLAIN", "", "CredentialNeedsTls")]
    public async Task A_credential_is_kept_where_it_cannot_be_used(string extension, string parameters, string id)
    {
        await using var server = new SendServer { Extensions = [extension] };
        EngineResult result = _engine.Run(
            "$user = [pscredential]::new('u', [Net.NetworkCredential]::new('', 'geheim').SecurePassword);"
            + $"Send-SmtpMessage -Server {server.Address} -From a@example.com -To b@example.com -Credential $user"
            + $" -Security StartTlsWhenAvailable {parameters}");

        Assert.StartsWith(id + ",", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal((0, 0), (server.Count("AUTH"), server.Count("MAIL")));
    }

    [Fact]
    public async Task An_expired_token_is_named_as_such()
    {
        string token = SendTokens.Create(DateTimeOffset.UtcNow.AddHours(-2));
        await using var server = new SendServer
        {
            Extensions = ["AUTH XOAUTH2"],
            Answer = (line, _) => line.StartsWith("AUTH", StringComparison.Ordinal) ? "535 5.7.3 Authentication unsuccessful" : null,
        };
        ErrorRecord error = _engine.Run(
            "$token = [Net.NetworkCredential]::new('', $text).SecurePassword;"
            + $"Send-SmtpMessage -Server {server.Address} -From a@example.com -To b@example.com -AccessToken $token"
            + " -AllowPlaintextCredential", ("text", token)).Error;

        Assert.StartsWith("AuthenticationFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("expired", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("token", error.ErrorDetails.RecommendedAction, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_an_error_for_each_message()
    {
        string folder = Directory.CreateDirectory(_folder.Combine("small")).FullName;
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "needs root on Linux, to mount a small disk");
        ToolResult mount = await ToolRun.RunAsync("/usr/bin/mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]);
        Assert.SkipUnless(mount.ExitCode == 0, "this system does not let a small disk be mounted");
        try
        {
            EngineResult result = _engine.Run(
                "@{ To = 'b@example.com'; Body = 'x' * 200000 }, @{ To = 'c@example.com'; Body = 'y' } |"
                + $" ForEach-Object {{ [pscustomobject]$_ }} | Send-SmtpMessage -From a@example.com -OutFile '{folder}/m.eml'");

            Assert.StartsWith("OutputUnwritable,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Single(result.Output.OfType<SmtpSendResult>(), sent => sent.Status == SendStatus.Sent);
            string file = Assert.Single(Directory.GetFiles(folder));
            Assert.EndsWith("y\r\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            await ToolRun.RunAsync("/usr/bin/umount", [folder]);
        }
    }
}
