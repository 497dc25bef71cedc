using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class SendTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    public SendTests() => _engine.Run(
        "$relay = Start-SmtpRelay inbox; $to = @{ Server = \"127.0.0.1:$($relay.Port)\"; From = 'a@example.com' }").ThrowIfFailed();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void The_result_has_a_row_for_each_recipient()
    {
        SmtpSendResult result = _engine.Run(
            "Send-SmtpMessage @to -To 'B <b@example.com>', c@example.com -Cc d@example.com -Subject s -Body x").Single<SmtpSendResult>();

        Assert.Equal(SendStatus.Sent, result.Status);
        Assert.Equal(["b@example.com", "c@example.com", "d@example.com"], result.Recipients.Select(row => row.Address));
        Assert.All(result.Recipients, row => Assert.Equal((RecipientStatus.Accepted, 250), (row.Status, row.Reply!.Code)));
        Assert.Equal(250, result.Reply!.Code);
    }

    [Fact]
    public void Objects_bind_by_their_properties_and_share_one_connection()
    {
        SmtpSendResult[] results = [.. _engine.Run(
            "$people = 1..20 | ForEach-Object { [pscustomobject]@{ EmailAddress = \"p$_@example.com\"; Subject = \"No $_\"; Body = 'x' } };"
            + "$people | Send-SmtpMessage @to -InOrder").All<SmtpSendResult>()];

        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"p{number}@example.com"), results.Select(row => row.Recipients[0].Address));
        Assert.All(results, row => Assert.Equal(SendStatus.Sent, row.Status));
        // Each message took its own time; only the first had to connect.
        Assert.Equal(20, _engine.Run("(Get-SmtpRelay).Received").Single<long>());
    }

    [Fact]
    public void One_bad_message_does_not_stop_the_others()
    {
        EngineResult result = _engine.Run(
            "'b@example.com', 'not an address', 'c@example.com' | ForEach-Object { [pscustomobject]@{ To = $_ } } |"
            + " Send-SmtpMessage @to -Subject s -Body x");

        Assert.Equal(2, result.Output.Count);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("AddressInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("not an address", $"{PSObject.AsPSObject(error.TargetObject).Properties["To"].Value}");
    }

    [Theory]
    [InlineData("Priority", "Loud")]
    [InlineData("Security", "Nope")]
    [InlineData("Port", "abc")]
    [InlineData("SmtpServer", "a b")]
    [InlineData("Header", "X-A: b")]
    public void A_property_whose_value_does_not_fit_its_parameter_is_an_error_for_that_row(string property, string value)
    {
        EngineResult result = _engine.Run(
            $"[pscustomobject]@{{ To = 'b@example.com'; {property} = '{value}' }}, [pscustomobject]@{{ To = 'c@example.com' }} |"
            + " Send-SmtpMessage -From a@example.com @server -Subject s -Body x",
            ("server", property == "SmtpServer" ? new System.Collections.Hashtable() : Server()),
            ("PSEmailServer", Server()["Server"]));

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("MessageOptionsInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    private System.Collections.Hashtable Server() => new() { ["Server"] = _engine.Run("$to.Server").Single<string>() };

    [Theory]
    [InlineData("''")]
    [InlineData("$null")]
    public void A_property_without_a_value_is_as_good_as_absent(string nothing)
    {
        RelayMessage message = _engine.Run(
            $"[pscustomobject]@{{ To = 'b@example.com'; Cc = {nothing}; Bcc = {nothing}; ReplyTo = {nothing}; Attachment = {nothing};"
            + $" Subject = {nothing}; Html = {nothing} }} | Send-SmtpMessage @to -Body x; Wait-SmtpRelayMessage").Output
            .OfType<RelayMessage>().Single();

        Assert.Equal(["b@example.com"], message.To);
        Assert.Empty(message.Attachments);
    }

    [Theory]
    [InlineData("NoSuchDrive:/file.txt")]
    [InlineData("Variable:to")]
    public void An_attachment_that_is_no_file_is_an_error_for_that_message(string path)
    {
        EngineResult result = _engine.Run(
            $"'{path}', $null | ForEach-Object {{ [pscustomobject]@{{ To = 'b@example.com'; Attachment = $_ }} }} |"
            + " Send-SmtpMessage @to -Subject s -Body x");

        Assert.StartsWith("AttachmentUnreadable,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Fact]
    public void A_missing_attachment_is_an_error_and_nothing_is_sent()
    {
        EngineResult result = _engine.Run("Send-SmtpMessage @to -To b@example.com -Subject s -Body x -Attachment ./not-there.pdf");

        Assert.StartsWith("AttachmentUnreadable,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, _engine.Run("(Get-SmtpRelay).Received").Single<long>());
    }

    [Fact]
    public void Attachments_arrive_whole()
    {
        string file = Path.Combine(RepositoryFiles.Root, "LICENSE");

        RelayMessage message = _engine.Run(
            $"$null = Send-SmtpMessage @to -To b@example.com -Subject s -Body x -Attachment '{file}'; Wait-SmtpRelayMessage").Single<RelayMessage>();

        MessageAttachment attachment = Assert.Single(message.Attachments);
        Assert.Equal("LICENSE", attachment.FileName);
        Assert.Equal(File.ReadAllBytes(file), attachment.Content);
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        Assert.Empty(_engine.Run("Send-SmtpMessage @to -To b@example.com -Subject s -Body x -WhatIf").ThrowIfFailed().Output);
        Assert.Equal(0, _engine.Run("(Get-SmtpRelay).Received").Single<long>());
    }

    [Fact]
    public void PSEmailServer_names_the_server_where_the_user_does_not()
    {
        SmtpSendResult result = _engine.Run(
            "$PSEmailServer = $to.Server; Send-SmtpMessage -From a@example.com -To b@example.com -Subject s -Body x").Single<SmtpSendResult>();

        Assert.Equal(SendStatus.Sent, result.Status);
    }

    [Theory]
    [InlineData("Send-SmtpMessage -From a@example.com -To b@example.com -Body x", "ServerMissing")]
    [InlineData("Send-SmtpMessage -Server 127.0.0.1 -To b@example.com -Body x", "SenderMissing")]
    [InlineData("Send-SmtpMessage @to -Body x", "RecipientMissing")]
    [InlineData("Send-SmtpMessage @to -To b@example.com -Body x -Header @{ \"X-A`r`nBcc\" = 'c@example.com' }", "HeaderInvalid")]
    [InlineData("Send-SmtpMessage @to -To b@example.com -Body x -Html y -BodyAsHtml", "BodyAmbiguous")]
    [InlineData("Send-SmtpMessage @to -To b@example.com -Body x -Security StartTls", "TlsNotOffered")]
    [InlineData("Send-SmtpMessage -Server 127.0.0.1:1 -From a@example.com -To b@example.com -Body x", "ConnectionRefused")]
    [InlineData("Send-SmtpMessage -Server no-such-host.invalid -From a@example.com -To b@example.com -Body x", "HostNotFound")]
    public void Each_failure_has_its_own_id(string command, string id)
    {
        ErrorRecord error = _engine.Run(command).Error;

        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_hung_connect_within_a_second()
    {
        using UnansweringListener listener = await UnansweringListener.StartAsync();

        TimeSpan time = StopWatch.Stop(
            _engine, $"Send-SmtpMessage -Server 127.0.0.1:{listener.Port} -From a@example.com -To b@example.com -Body x");

        Assert.InRange(time.TotalSeconds, 0, 1);
    }
}
