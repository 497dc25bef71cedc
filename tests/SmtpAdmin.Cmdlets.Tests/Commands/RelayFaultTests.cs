using System;
using System.Management.Automation;
using System.Text;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>What a test of failures does: a relay that plays them, and what is kept cleared and handed on.</summary>
public sealed class RelayFaultTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    public RelayFaultTests() => _engine.Run(
        "$relay = Start-SmtpRelay inbox; $to = @{ Server = \"127.0.0.1:$($relay.Port)\"; From = 'a@example.com'; Subject = 's'; Body = 'b' }")
        .ThrowIfFailed();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_fault_is_seen_by_the_sender_until_it_is_taken_back()
    {
        SmtpSendResult refused = _engine.Run(
            """
            Set-SmtpRelayFault inbox (New-SmtpRelayFault Rcpt *@bad.example '550 5.1.1 No such user')
            Send-SmtpMessage @to -To x@bad.example, y@good.example -ErrorAction SilentlyContinue
            """).Single<SmtpSendResult>();
        SmtpSendResult taken = _engine.Run("Set-SmtpRelayFault inbox @(); Send-SmtpMessage @to -To x@bad.example")
            .Single<SmtpSendResult>();

        Assert.Equal(SendStatus.PartiallySent, refused.Status);
        Assert.Equal("550 5.1.1 No such user", refused.Recipients[0].Reply!.ToString());
        Assert.Equal(SendStatus.Sent, taken.Status);
    }

    [Fact]
    public void A_relay_starts_with_faults_and_a_sender_that_tries_again_gets_through()
        => Assert.Equal(2, _engine.Run(
            """
            $slow = Start-SmtpRelay slow -Fault (New-SmtpRelayFault Data -Reply '451 4.3.0 Later' -Count 1) -FaultSeed 1
            (Send-SmtpMessage @to -To b@example.com -RetryCount 1 -RetryDelaySec 1 -Server "127.0.0.1:$($slow.Port)" -ErrorAction Stop).Attempts
            """).Single<int>());

    [Theory]
    [InlineData("New-SmtpRelayFault Rcpt -Reply 'no reply'")]
    [InlineData("New-SmtpRelayFault Rcpt -Reply '55'")]
    [InlineData("New-SmtpRelayFault Rcpt -Reply '5501'")]
    public void A_text_that_is_no_reply_says_how_one_is_written(string command)
        => Assert.Contains("550 5.1.1 No such user", _engine.Run(command).Error.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("Set-SmtpRelayFault inbox (New-SmtpRelayFault Rcpt -Reply '250 2.1.5 Fine')", "RelayOptionsInvalid")]
    [InlineData("Set-SmtpRelayFault missing @()", "RelayNotFound")]
    [InlineData("Clear-SmtpRelayMessage missing", "RelayNotFound")]
    public void What_cannot_be_done_is_an_error(string command, string kind)
        => Assert.StartsWith($"{kind},", _engine.Run(command).Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Clearing_drops_what_is_kept_and_WhatIf_does_not()
    {
        _engine.Run("$null = Send-SmtpMessage @to -To b@example.com; Clear-SmtpRelayMessage inbox -WhatIf").ThrowIfFailed();

        Assert.Single(_engine.Run("Get-SmtpRelayMessage inbox").All<RelayMessage>());
        Assert.Empty(_engine.Run("$relay | Clear-SmtpRelayMessage; Get-SmtpRelayMessage inbox").All<RelayMessage>());
    }

    [Fact]
    public void A_kept_message_goes_on_with_its_envelope_and_byte_for_byte()
    {
        _engine.Run("$null = Send-SmtpMessage @to -To b@example.com -Bcc hidden@example.com; $next = Start-SmtpRelay next")
            .ThrowIfFailed();
        RelayMessage kept = _engine.Run("Get-SmtpRelayMessage inbox").Single<RelayMessage>();

        SmtpSendResult result = _engine.Run("Get-SmtpRelayMessage inbox | Send-SmtpMessage -Server \"127.0.0.1:$($next.Port)\"")
            .Single<SmtpSendResult>();

        RelayMessage arrived = _engine.Run("Get-SmtpRelayMessage next").Single<RelayMessage>();
        Assert.Equal(SendStatus.Sent, result.Status);
        Assert.Equal(kept.From, arrived.From);
        Assert.Equal(kept.To, arrived.To);
        Assert.EndsWith(Encoding.Latin1.GetString(kept.Raw), Encoding.Latin1.GetString(arrived.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_the_relay_delivers_itself_is_not_sent_a_second_time()
    {
        using var queue = new TemporaryQueue();
        ErrorRecord error = _engine.Run(
            $$"""
            $forward = Start-SmtpRelay forward -SmartHost 127.0.0.1:1 -QueuePath '{{queue.Path}}'
            $null = Send-SmtpMessage @to -To b@example.com -Server "127.0.0.1:$($forward.Port)"
            Get-SmtpRelayMessage forward | Send-SmtpMessage -Server "127.0.0.1:$($relay.Port)"
            """).Error;

        Assert.StartsWith("MessageUnreadable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
