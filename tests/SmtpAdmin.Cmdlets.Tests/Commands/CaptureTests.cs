using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Text;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>What a Pester test does: start a relay, send, wait, look.</summary>
public sealed class CaptureTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    public CaptureTests() => _engine.Run(
        "$relay = Start-SmtpRelay inbox; $to = @{ Server = \"127.0.0.1:$($relay.Port)\"; From = 'a@example.com' }").ThrowIfFailed();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_message_arrives_with_its_envelope_and_content()
    {
        RelayMessage message = _engine.Run(
            "$null = Send-SmtpMessage @to -To b@example.com -Bcc hidden@example.com -Subject 'Grüße' -Body 'Text' -Html '<p>Text</p>';"
            + "Wait-SmtpRelayMessage").Single<RelayMessage>();

        Assert.Equal("a@example.com", message.From);
        Assert.Equal(["b@example.com", "hidden@example.com"], message.To);
        Assert.Equal("Grüße", message.Subject);
        Assert.Equal("Text", message.Text!.Trim());
        Assert.Equal("<p>Text</p>", message.Html!.Trim());
        Assert.DoesNotContain("hidden@example.com", Encoding.UTF8.GetString(message.Raw), StringComparison.Ordinal);
        Assert.StartsWith("Received: ", Encoding.UTF8.GetString(message.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_ends_within_50_ms_of_the_250()
    {
        // A second runspace sends while the first one waits.
        using HostedEngine sender = HostedEngine.WithModule();
        int port = _engine.Run("$relay.Port").Single<int>();
        string send = $"Send-SmtpMessage -Server 127.0.0.1:{port} -From a@example.com -To b@example.com -Subject timed";
        sender.Run(send.Replace("timed", "warm", StringComparison.Ordinal)).ThrowIfFailed();
        long[] milliseconds = new long[5];
        for (int round = 0; round < milliseconds.Length; round++)
        {
            using PowerShell wait = _engine.Create($"Wait-SmtpRelayMessage -Subject timed -Count {round + 1} -TimeoutSec 20");
            IAsyncResult waiting = wait.BeginInvoke();
            sender.Run(send).ThrowIfFailed();
            long sent = Stopwatch.GetTimestamp();
            wait.EndInvoke(waiting);
            milliseconds[round] = (long)Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
        }

        Assert.InRange(milliseconds.Min(), 0, 50);
    }

    [Fact]
    public void Waiting_counts_what_has_already_arrived_and_filters_by_wildcard()
    {
        _engine.Run(
            "1..3 | ForEach-Object { $null = Send-SmtpMessage @to -To \"p$_@example.com\" -Subject \"Report $_\" -Body x }").ThrowIfFailed();

        Assert.Equal(3, _engine.Run("Wait-SmtpRelayMessage -Count 3").All<RelayMessage>().Count);
        Assert.Equal("Report 2", _engine.Run("(Wait-SmtpRelayMessage -To p2@*).Subject").Single<string>());
        Assert.Equal(3, _engine.Run("Wait-SmtpRelayMessage -Subject 'report*' -From A@example.com -Count 3").Output.Count);
        Assert.Equal("Report 3", _engine.Run("(Get-SmtpRelayMessage inbox -Subject *3).Subject").Single<string>());
    }

    [Fact]
    public void A_message_that_does_not_come_is_an_error_after_the_time()
    {
        ErrorRecord error = _engine.Run("Wait-SmtpRelayMessage -Subject never -TimeoutSec 0.1").Error;

        Assert.StartsWith("WaitTimedOut,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
    }

    [Fact]
    public void Ctrl_C_ends_the_waiting_within_a_second()
        => Assert.InRange(StopWatch.Stop(_engine, "Wait-SmtpRelayMessage -TimeoutSec 600").TotalSeconds, 0, 1);
}
