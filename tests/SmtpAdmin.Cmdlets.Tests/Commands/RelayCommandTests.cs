using System;
using System.Linq;
using System.Management.Automation;
using System.Net.Sockets;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class RelayCommandTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_relay_without_options_captures_on_loopback_and_a_free_port()
    {
        SmtpRelay relay = _engine.Run("Start-SmtpRelay").Single<SmtpRelay>();

        Assert.Equal(("relay1", RelayMode.Capture, RelayState.Running), (relay.Name, relay.Mode, relay.State));
        Assert.Equal("127.0.0.1", relay.Address);
        Assert.True(relay.Port > 1023);
        Assert.False(relay.OffersTls);
    }

    [Fact]
    public void A_smart_host_makes_a_relay_that_forwards()
    {
        using TemporaryQueue queue = new();

        SmtpRelay relay = _engine.Run($"Start-SmtpRelay -SmartHost 127.0.0.1:9 -QueuePath '{queue.Path}'").Single<SmtpRelay>();

        Assert.Equal((RelayMode.Forward, "127.0.0.1:9"), (relay.Mode, relay.SmartHost!.ToString()));
        Assert.Equal(queue.Path, relay.QueuePath);
    }

    [Fact]
    public void WhatIf_listens_on_nothing()
    {
        Assert.Empty(_engine.Run("Start-SmtpRelay -WhatIf").ThrowIfFailed().Output);
        Assert.Empty(_engine.Run("Get-SmtpRelay").ThrowIfFailed().Output);
    }

    [Fact]
    public void A_name_is_given_once()
    {
        ErrorRecord error = _engine.Run("Start-SmtpRelay one; Start-SmtpRelay ONE").Error;

        Assert.StartsWith("RelayNameTaken,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("ONE", error.TargetObject);
    }

    [Fact]
    public void A_port_in_use_is_a_clear_error()
    {
        using TcpListener taken = new(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        ErrorRecord error = _engine.Run($"Start-SmtpRelay -Port {port}").Error;

        Assert.StartsWith("ListenFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_engine.Run("Get-SmtpRelay").ThrowIfFailed().Output);
    }

    [Theory]
    [InlineData("-Mode Forward", "RelayOptionsInvalid")]
    [InlineData("-Mode Capture -SmartHost 127.0.0.1:9", "RelayOptionsInvalid")]
    [InlineData("-QueuePath ./queue", "RelayOptionsInvalid")]
    [InlineData("-RequireAuthentication", "RelayOptionsInvalid")]
    public void Options_that_do_not_fit_together_are_refused(string options, string id)
        => Assert.StartsWith(id + ",", _engine.Run($"Start-SmtpRelay {options}").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void A_relay_for_strangers_is_refused()
    {
        using TemporaryQueue queue = new();

        ErrorRecord error = _engine
            .Run($"Start-SmtpRelay -Address 0.0.0.0 -SmartHost 127.0.0.1:9 -QueuePath '{queue.Path}'").Error;

        Assert.StartsWith("RelayOptionsInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_queue_belongs_to_one_relay()
    {
        using TemporaryQueue queue = new();

        ErrorRecord error = _engine.Run(
            $"$null = Start-SmtpRelay -SmartHost 127.0.0.1:9 -QueuePath '{queue.Path}';"
            + $"Start-SmtpRelay -SmartHost 127.0.0.1:9 -QueuePath '{queue.Path}'").Error;

        Assert.StartsWith("QueueUnavailable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Relays_are_listed_by_wildcard_and_stopped_from_the_pipeline()
    {
        _engine.Run("Start-SmtpRelay a1; Start-SmtpRelay a2; Start-SmtpRelay b1").ThrowIfFailed();

        Assert.Equal(["a1", "a2"], _engine.Run("(Get-SmtpRelay a*).Name").All<string>());
        Assert.Equal([RelayState.Stopped, RelayState.Stopped],
            _engine.Run("(Get-SmtpRelay a* | Stop-SmtpRelay -PassThru).State").All<RelayState>());
        Assert.Equal("b1", _engine.Run("Get-SmtpRelay").Single<SmtpRelay>().Name);
    }

    [Theory]
    [InlineData("Get-SmtpRelay nowhere")]
    [InlineData("Stop-SmtpRelay nowhere")]
    [InlineData("Get-SmtpRelayMessage nowhere")]
    [InlineData("Wait-SmtpRelayMessage nowhere")]
    public void A_name_that_no_relay_has_is_an_error_for_that_name(string command)
    {
        ErrorRecord error = _engine.Run(command).Error;

        Assert.StartsWith("RelayNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("nowhere", error.TargetObject);
    }

    [Fact]
    public void Without_a_name_and_with_several_relays_nobody_guesses()
    {
        ErrorRecord error = _engine.Run("$null = Start-SmtpRelay; $null = Start-SmtpRelay; Wait-SmtpRelayMessage").Error;

        Assert.StartsWith("RelayNotNamed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void One_unknown_name_does_not_stop_the_others()
    {
        EngineResult result = _engine.Run("$null = Start-SmtpRelay one; Get-SmtpRelay nowhere, one");

        Assert.Equal("one", Assert.IsType<SmtpRelay>(Assert.Single(result.Output)).Name);
        Assert.Single(result.Errors);
    }

    [Theory]
    [InlineData("Stop-SmtpRelay o", "outbox")]
    [InlineData("Wait-SmtpRelayMessage -Relay i", "inbox")]
    [InlineData("Start-SmtpRelay -Mode F", "Forward")]
    [InlineData("Start-SmtpRelay -Security I", "ImplicitTls")]
    [InlineData("New-SmtpRelayListener -Security S", "StartTls")]
    [InlineData("New-SmtpRelayListener -Address 127", "127.0.0.1")]
    [InlineData("New-SmtpRelayListener -Port 46", "465")]
    [InlineData("Test-SmtpRelayPolicy -Relay i", "inbox")]
    [InlineData("Start-SmtpRelay -Address 127", "127.0.0.1")]
    [InlineData("Start-SmtpRelay -Port 5", "587")]
    [InlineData("Send-SmtpMessage -Security I", "ImplicitTls")]
    [InlineData("Send-SmtpMessage -Priority H", "High")]
    [InlineData("Get-MailDnsRecord -Type Dm", "Dmarc")]
    [InlineData("Get-MailDnsRecord -Selector goo", "google")]
    public void Tab_completes_whatever_can_be_counted(string typed, string completed)
    {
        _engine.Run("Start-SmtpRelay inbox; Start-SmtpRelay outbox").ThrowIfFailed();

        string[] completions = [.. _engine
            .Run($"[System.Management.Automation.CommandCompletion]::CompleteInput('{typed}', {typed.Length}, $null).CompletionMatches")
            .All<CompletionResult>().Select(match => match.CompletionText)];

        Assert.Equal([completed], completions);
    }
}
