<#
.SYNOPSIS
Mails a report, and says what became of it. The script under test of SendReport.Tests.ps1.

.DESCRIPTION
A busy server gets two more chances. A recipient that is refused is named in a warning, and the others still get the
report. Returns how many recipients have it.
#>
param(
    [Parameter(Mandatory)] [string] $Server,
    [Parameter(Mandatory)] [string[]] $To,
    [string] $Text = 'All volumes are safe.'
)

$result = Send-SmtpMessage -Server $Server -From backup@example.com -To $To -Subject 'Backup report' -Body $Text `
    -RetryCount 2 -RetryDelaySec 1 -ErrorAction SilentlyContinue
foreach ($recipient in $result.Recipients | Where-Object Status -NE Accepted) {
    Write-Warning "$($recipient.Address) did not get the report: $($recipient.Reply ?? $recipient.Failure)"
}

@($result.Recipients | Where-Object Status -EQ Accepted).Count
