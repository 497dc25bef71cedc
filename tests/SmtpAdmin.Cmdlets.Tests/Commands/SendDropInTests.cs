using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>
/// What was written for Send-MailMessage runs with the command's name changed. The combinations of parameters are those
/// of its documentation's examples (Microsoft.PowerShell.Utility 7.4), the values are our own.
/// </summary>
public sealed class SendDropInTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string, string[]> Names => new()
    {
        { "Attachments", ["PSPath"] },
        { "Bcc", [] },
        { "Body", [] },
        { "BodyAsHtml", ["BAH"] },
        { "Cc", [] },
        { "Credential", [] },
        { "DeliveryNotificationOption", ["DNO"] },
        { "Encoding", ["BE"] },
        { "From", [] },
        { "Port", [] },
        { "Priority", [] },
        { "ReplyTo", [] },
        { "SmtpServer", ["ComputerName"] },
        { "Subject", ["sub"] },
        { "To", [] },
        { "UseSsl", [] },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_is_known_by_its_name_and_aliases(string name, string[] aliases)
    {
        ParameterMetadata[] parameters = [.. Command.Parameters.Values.Where(
            parameter => parameter.Name == name || parameter.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase))];

        ParameterMetadata found = Assert.Single(parameters);
        Assert.Subset(
            new HashSet<string>(found.Aliases.Append(found.Name), StringComparer.OrdinalIgnoreCase),
            new HashSet<string>(aliases, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_first_four_parameters_have_their_positions()
    {
        IEnumerable<string> names = Command.ParameterSets.Single(set => set.IsDefault).Parameters
            .Where(parameter => parameter.Position >= 0)
            .OrderBy(parameter => parameter.Position)
            .Select(parameter => parameter.Name);

        Assert.Equal(["To", "Subject", "Body", "Server"], names);
    }

    [Fact]
    public void The_first_example_takes_the_server_from_the_variable_and_has_no_body()
    {
        StartRelay();
        RelayMessage message = Send(
            "$PSEmailServer = $server;"
            + " Send-SmtpMessage -From 'Erika <erika@example.com>' -To 'Max <max@example.com>' -Subject 'A test'");

        Assert.Equal(("erika@example.com", "A test"), (message.From, message.Subject));
        Assert.Equal(["max@example.com"], message.To);
        Assert.Equal(string.Empty, message.Text?.Trim() ?? string.Empty);
        Assert.Contains("From: Erika <erika@example.com>", Raw(message), StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_example_attaches_a_file_of_the_current_folder_and_asks_for_notifications()
    {
        StartRelay();
        _folder.Write("figures.csv", "a,b\r\n"u8.ToArray());
        RelayMessage message = Send(
            $"$null = $ExecutionContext.SessionState.Path.SetLocation('{_folder.Path}');"
            + " Send-SmtpMessage -From 'Erika <erika@example.com>' -To 'Max <max@example.com>', 'Moritz <moritz@example.com>'"
            + " -Subject 'The figures' -Body 'Here they are.' -Attachments ./figures.csv -Priority High"
            + " -DeliveryNotificationOption OnSuccess, OnFailure -SmtpServer $server; $null = $ExecutionContext.SessionState.Path.SetLocation('/')");

        Assert.Equal(["max@example.com", "moritz@example.com"], message.To);
        Assert.Equal("figures.csv", Assert.Single(message.Attachments).FileName);
        Assert.Equal("a,b\r\n"u8.ToArray(), message.Attachments[0].Content);
        Assert.Contains("Importance: high", Raw(message), StringComparison.Ordinal);
        Assert.Equal("Here they are.", message.Text!.Trim());
    }

    [Fact]
    public void The_third_example_signs_in_under_TLS_and_hides_the_blind_copy()
    {
        using X509Certificate2 certificate = TestCa.SelfSigned("127.0.0.1");
        _engine.Run(
            "$credential = [pscredential]::new('domain01\\admin01', [System.Net.NetworkCredential]::new('', 'Kennwort 1').SecurePassword);"
            + "$relay = Start-SmtpRelay inbox -Certificate $certificate -User $credential -RequireAuthentication;"
            + "$PSEmailServer = \"127.0.0.1:$($relay.Port)\";"
            + "$PSDefaultParameterValues = @{ 'Send-SmtpMessage:TrustedThumbprint' = $certificate.Thumbprint }",
            ("certificate", certificate)).ThrowIfFailed();
        SmtpSendResult result = _engine.Run(
            "Send-SmtpMessage -From 'Erika <erika@example.com>' -To 'Staff <staff@example.com>' -Cc 'Max <max@example.com>'"
            + " -Bcc 'Boss <boss@example.com>' -Subject \"Don't be late\" -Credential $credential -UseSsl").Single<SmtpSendResult>();
        RelayMessage message = _engine.Run("Wait-SmtpRelayMessage").Single<RelayMessage>();

        Assert.True(result.IsEncrypted);
        Assert.Equal(["staff@example.com", "max@example.com", "boss@example.com"], message.To);
        Assert.DoesNotContain("boss", Raw(message), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void All_parameters_go_together_by_their_shortest_names()
    {
        StartRelay();
        RelayMessage message = Send(
            "Send-SmtpMessage max@example.com -sub 'Grüße' -Body '<b>Größe</b>' -BAH -BE ([Text.Encoding]::UTF8)"
            + " -DNO OnFailure -From erika@example.com -Cc c@example.com -Bcc d@example.com -ReplyTo r@example.com, s@example.com"
            + " -Priority Low -ComputerName 127.0.0.1 -Port $relay.Port");

        Assert.Equal("Grüße", message.Subject);
        Assert.Contains("<b>Größe</b>", message.Html, StringComparison.Ordinal);
        Assert.Contains("Reply-To: r@example.com, s@example.com", Raw(message), StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_are_recipient_subject_body_and_server()
    {
        StartRelay();
        RelayMessage message = Send("Send-SmtpMessage max@example.com 'A subject' 'A body' $server -From erika@example.com");

        Assert.Equal(("A subject", "A body"), (message.Subject, message.Text!.Trim()));
    }

    [Fact]
    public void Properties_bind_as_they_did()
    {
        StartRelay();
        RelayMessage message = Send(
            "[pscustomobject]@{ To = 'max@example.com'; Sub = 'Bound'; Body = 'x'; From = 'erika@example.com';"
            + " ComputerName = '127.0.0.1'; Port = $relay.Port; Priority = 'High'; Encoding = 'utf8'; DNO = 'OnSuccess' } |"
            + " Send-SmtpMessage");

        Assert.Equal("Bound", message.Subject);
    }

    [Fact]
    public void A_piped_path_is_attached()
    {
        StartRelay();
        string path = _folder.Write("piped.txt", [65]);
        RelayMessage message = Send(
            $"'{path}' | Send-SmtpMessage -To max@example.com -From erika@example.com -Subject s -SmtpServer $server");

        Assert.Equal("piped.txt", Assert.Single(message.Attachments).FileName);
    }

    [Fact]
    public void A_piped_path_without_a_file_sends_nothing()
    {
        StartRelay();
        EngineResult result = _engine.Run(
            "'./gone.txt' | Send-SmtpMessage -To max@example.com -From erika@example.com -Subject s -SmtpServer $server");

        Assert.StartsWith("AttachmentUnreadable,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    private CommandInfo Command => _engine.Run("Get-Command Send-SmtpMessage").Single<CommandInfo>();

    private void StartRelay() => _engine.Run(
        "$relay = Start-SmtpRelay inbox; $server = \"127.0.0.1:$($relay.Port)\"").ThrowIfFailed();

    private RelayMessage Send(string command) =>
        _engine.Run($"$null = . {{ {command} }}; Wait-SmtpRelayMessage").Single<RelayMessage>();

    private static string Raw(RelayMessage message) => Encoding.UTF8.GetString([.. message.Raw]);
}
