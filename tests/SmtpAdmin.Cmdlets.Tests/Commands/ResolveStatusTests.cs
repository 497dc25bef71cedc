using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class ResolveStatusTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Resolve-SmtpStatus '550 5.1.1 No such user'", "550 5.1.1")]
    [InlineData("'550 5.1.1 No such user', '450 4.2.1 Later' | Resolve-SmtpStatus", "550 5.1.1|450 4.2.1")]
    [InlineData("Resolve-SmtpStatus 250", "250 ")]
    [InlineData("Resolve-SmtpStatus ([Exception]::new('The server replied: 554 5.7.1 Refused'))", "554 5.7.1")]
    [InlineData("Resolve-SmtpStatus ''", " ")]
    public void A_status_is_found_in_texts_numbers_and_errors(string command, string expected)
    {
        IReadOnlyList<SmtpStatus> found = _engine.Run(command).All<SmtpStatus>();

        Assert.Equal(expected.Split('|'), found.Select(status => $"{status.Code} {status.EnhancedStatus}"));
    }

    [Theory]
    [InlineData("$result | Resolve-SmtpStatus")]
    [InlineData("$result.Recipients | Resolve-SmtpStatus")]
    [InlineData("$failed[0] | Resolve-SmtpStatus")]
    [InlineData("$failed[0].Exception | Resolve-SmtpStatus")]
    public void A_send_result_its_rows_and_its_error_tell_what_was_refused(string command)
    {
        SmtpStatus status = _engine.Run(
            $$"""
            $relay = Start-SmtpRelay inbox -Fault (New-SmtpRelayFault Rcpt x* '552 5.2.2 Full')
            $result = Send-SmtpMessage -To x@example.com -From a@example.com -Subject s -Body b -Server "127.0.0.1:$($relay.Port)" -ErrorVariable failed -ErrorAction SilentlyContinue
            {{command}}
            """).Single<SmtpStatus>();

        Assert.Equal("Mailbox full", status.Name);
        Assert.Equal(SmtpStatusClass.Permanent, status.Class);
    }

    [Fact]
    public void A_bounce_that_a_relay_keeps_tells_its_status()
    {
        SmtpStatus status = _engine.Run(
            """
            $relay = Start-SmtpRelay inbox
            $null = Send-SmtpMessage -To a@example.com -From b@example.com -Subject 'Undelivered' -Server "127.0.0.1:$($relay.Port)" -Body "Final-Recipient: rfc822; x@example.net`r`nAction: failed`r`nStatus: 5.4.4`r`n"
            Get-SmtpRelayMessage inbox | Resolve-SmtpStatus
            """).Single<SmtpStatus>();

        Assert.Equal("Unable to route", status.Name);
    }
}
