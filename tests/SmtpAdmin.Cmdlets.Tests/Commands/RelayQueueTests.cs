using System;
using System.IO;
using System.Management.Automation;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>The cmdlets for a relay's queue and routes, on a relay whose smart host refuses connections.</summary>
public sealed class RelayQueueTests : IDisposable
{
    private readonly TemporaryQueue _queue = new();
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    public RelayQueueTests() => _engine.Run(
        $$"""
        $relay = Start-SmtpRelay relay -SmartHost 127.0.0.1:9 -QueuePath '{{_queue.Path}}'
        $to = @{ Server = $relay.Endpoint; Subject = 'x'; Body = 'x' }
        $null = Send-SmtpMessage @to -From a@example.org -To anna@example.com, bert@example.net
        $null = Send-SmtpMessage @to -From c@example.org -To cleo@example.com
        """).ThrowIfFailed();

    public void Dispose()
    {
        _engine.Dispose();
        _queue.Dispose();
    }

    [Theory]
    [InlineData("", "a@example.org c@example.org")]
    [InlineData("-Relay relay", "a@example.org c@example.org")]
    [InlineData("-Sender c*", "c@example.org")]
    [InlineData("-Recipient *@example.com", "a@example.org c@example.org")]
    [InlineData("-Domain *.net", "a@example.org")]
    [InlineData("-Recipient anna* -Domain example.net", "")]
    [InlineData("-State Held", "")]
    public void The_queue_is_filtered(string filter, string senders) => Assert.Equal(
        senders, string.Join(' ', Run($"(Get-SmtpRelayQueue {filter}).Sender").Output));

    [Fact]
    public void A_message_is_held_let_go_and_removed_through_the_pipeline()
    {
        Assert.Equal("Held", Run(
            "Get-SmtpRelayQueue -Sender c* | Suspend-SmtpRelayMessage; \"$((Get-SmtpRelayQueue -Sender c*).State)\"")
            .Single<string>());
        Run("Get-SmtpRelayQueue -State Held | Resume-SmtpRelayMessage");
        Assert.Empty(Run("Get-SmtpRelayQueue -State Held").Output);
        Run("Get-SmtpRelayQueue -Sender c* | Retry-SmtpRelayMessage");
        Run("Get-SmtpRelayQueue -Sender c* | Remove-SmtpRelayMessage -Confirm:$false");
        Assert.Equal(1, Run("@(Get-SmtpRelayQueue).Count").Single<int>());
    }

    [Theory]
    [InlineData("Suspend")]
    [InlineData("Resume")]
    [InlineData("Restart")]
    [InlineData("Remove")]
    public void WhatIf_changes_nothing_and_an_unknown_id_is_an_error(string verb)
    {
        Run($"Get-SmtpRelayQueue | {verb}-SmtpRelayMessage -WhatIf");
        ErrorRecord error = _engine.Run($"{verb}-SmtpRelayMessage -Id NONE -Confirm:$false").Error;

        Assert.Equal(2, Run("@(Get-SmtpRelayQueue | Where-Object State -ne Held).Count").Single<int>());
        Assert.StartsWith("QueueMessageNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("NONE", error.TargetObject);
    }

    [Fact]
    public void A_relay_delivers_by_the_routes_that_it_is_given()
    {
        string folder = Path.Combine(_queue.Path, "drop");

        Run(
            $$"""
            $route = New-SmtpRelayRoute archive -DropPath '{{folder}}' -RecipientDomain archive.example
            $routed = Start-SmtpRelay routed -Route $route -SmartHost 127.0.0.1:9 -QueuePath '{{_queue.Path}}/routed'
            $null = Send-SmtpMessage -Server $routed.Endpoint -From a@example.org -To x@archive.example -Subject x -Body x
            $end = [datetime]::UtcNow.AddSeconds(15)
            while ((Get-SmtpRelay routed).Delivered -lt 1 -and [datetime]::UtcNow -lt $end) { [System.Threading.Thread]::Sleep(20) }
            """);

        Assert.Contains("X-Receiver: x@archive.example", File.ReadAllText(Assert.Single(Directory.GetFiles(folder))));
    }

    [Fact]
    public void The_life_of_a_message_comes_through_the_pipeline()
    {
        Run("Get-SmtpRelayQueue -Sender c* | Suspend-SmtpRelayMessage");

        Assert.Equal("Accepted Suspended", string.Join(' ', Run(
            "(Get-SmtpRelayQueue -Sender c* | Get-SmtpRelayEvent -Kind Accepted, Suspended).Kind").Output));
        ErrorRecord error = _engine.Run("Get-SmtpRelayEvent NONE").Error;
        Assert.StartsWith("QueueMessageNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("NONE", error.TargetObject);
    }

    [Fact]
    public void The_result_of_sending_leads_to_the_life_of_its_message() => Assert.Equal(
        [RelayEventKind.Accepted],
        Run("(Send-SmtpMessage -Server (Get-SmtpRelay)[0].Endpoint -From a@example.org -To y@example.com -Subject x -Body x"
            + " | Get-SmtpRelayEvent -Kind Accepted).Kind").All<RelayEventKind>());

    [Theory]
    [InlineData("New-SmtpRelayRoute a -SmartHost one:25, two:26", "a: SmartHost one:25, two:26")]
    [InlineData("New-SmtpRelayRoute a -Direct -Sender example.org", "a: Direct")]
    public void A_route_says_where_it_leads(string command, string expected) =>
        Assert.Equal(expected, Run(command).Single<RelayRoute>().ToString());

    [Fact]
    public void A_relay_that_captures_takes_no_routes() => Assert.StartsWith(
        "RelayOptionsInvalid,",
        _engine.Run("Start-SmtpRelay c -Mode Capture -Route (New-SmtpRelayRoute a -Direct)").Error.FullyQualifiedErrorId,
        StringComparison.Ordinal);

    private EngineResult Run(string script) => _engine.Run(script).ThrowIfFailed();
}
