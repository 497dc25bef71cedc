<#
.SYNOPSIS
Sends a message for each row of a CSV file of 1,000 rows, from a template, and says what became of them.

.DESCRIPTION
Makes the file, starts a relay on loopback that keeps what it gets, sends to it, and cleans up. While it sends, PowerShell
shows how many messages are done, how fast, and the time left.

It needs PowerShell 7.4 or later: smtpadmin has no Import-Csv.

.PARAMETER Count
How many rows.
#>
param(
    [ValidateRange(1, 10000)]
    [int] $Count = 1000
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Command -Name Send-SmtpMessage -ErrorAction Ignore)) {
    Import-Module "$PSScriptRoot/../../SmtpAdmin.psd1"
}

$inbox = $null
$path = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath "invoices-$([guid]::NewGuid()).csv"
try {
    1..$Count |
        ForEach-Object {
            [pscustomobject] @{
                EmailAddress = "customer$_@example.com"
                Name         = "Customer $_ & Co"
                Number       = 2026000 + $_
                Amount       = [decimal] 10 + $_ / 4
            }
        } |
        Export-Csv -Path $path
    "1. The file has $Count rows, of which these are the first"
    Get-Content -Path $path -TotalCount 3

    $inbox = Start-SmtpRelay -Name csv-inbox
    $invoices = @{
        Template      = $true
        Subject       = 'Invoice {{Number}}'
        Body          = "Dear {{Name}},`n`nplease pay EUR {{Amount}}."
        Html          = '<p>Dear {{Name}},</p><p>please pay <b>EUR {{Amount}}</b>.</p>'
        From          = 'Billing <billing@example.com>'
        Server        = $inbox.Endpoint
        ExpectedCount = $Count
    }
    $time = [System.Diagnostics.Stopwatch]::StartNew()
    $results = @(Import-Csv -Path $path | Send-SmtpMessage @invoices)
    $time.Stop()

    "`n2. There is a result for each row"
    $results | Group-Object -Property Status -NoElement | Out-String | ForEach-Object Trim
    $connections = @($results.Connection.Number | Sort-Object -Unique).Count
    'They went over {0} connections, {1:N0} a second.' -f $connections, ($results.Count / $time.Elapsed.TotalSeconds)

    "`n3. The relay has them: this is the last row's"
    $last = Wait-SmtpRelayMessage -Relay csv-inbox -To "customer$Count@example.com" -TimeoutSec 30
    "Received: $((Get-SmtpRelay -Name csv-inbox).Received)"
    "Subject:  $($last.Subject)"
    "HTML:     $($last.Html.Trim())"
}
finally {
    $inbox | Where-Object { $_ } | Stop-SmtpRelay
    Remove-Item -Path $path -ErrorAction Ignore
}
