<#
.SYNOPSIS
Shows the main job on this machine alone: relays start, a server is tested, messages go from a pipeline through one
relay to the other, and a domain's mail DNS is read.

.DESCRIPTION
Listens on loopback only and cleans up after itself. Uses nothing outside Microsoft.PowerShell.Core and SmtpAdmin, so it
runs in PowerShell and with smtpadmin alike.

.PARAMETER DnsServer
The name server to ask for the mail DNS. Without one nothing is asked, and the records are shown as unknown.

.PARAMETER DnsPort
The name server's port.

.PARAMETER Domain
The domain whose mail DNS is read.
#>
param(
    [string] $DnsServer,
    [int] $DnsPort = 53,
    [string] $Domain = 'example.com'
)

$ErrorActionPreference = 'Stop'
$inbox = $relay = $null
$queue = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [System.IO.Path]::GetRandomFileName())

# Each step is shown by itself, so that each has its own table.
function Show-Step([string] $Title) {
    begin { $Title | Out-Default }
    process { $_ }
}

try {
    # One relay keeps messages, as a test would use it; the other queues them on disk and delivers to the first.
    $inbox = Start-SmtpRelay -Name quick-inbox -SelfSignedCertificate
    $relay = Start-SmtpRelay -Name quick-relay -SmartHost $inbox.Endpoint -SmartHostSecurity None -QueuePath $queue
    Get-SmtpRelay quick-* | Show-Step '1. Two relays listen on loopback' | Out-Default

    $test = Test-SmtpServer $inbox.Endpoint
    $test.Findings | Show-Step '2. The first one is tested' | Out-Default

    $people = @(
        [pscustomobject] @{ To = 'anna@example.com'; Subject = 'Hello Anna' }
        [pscustomobject] @{ To = 'bert@example.com'; Subject = 'Hello Bert' }
        [pscustomobject] @{ To = 'cleo@example.com'; Subject = 'Hello Cleo' }
    )
    $people |
        Send-SmtpMessage -From 'admin@example.com' -Body 'Sent from a pipeline.' -Server $relay.Endpoint |
        Show-Step '3. Messages go from a pipeline to the second relay' |
        Out-Default

    Wait-SmtpRelayMessage -Relay quick-inbox -Count $people.Count |
        Show-Step '4. It has delivered them to the first' |
        Out-Default

    if (-not $DnsServer) {
        # Nothing answers on the discard port of this machine.
        $DnsServer, $DnsPort = '127.0.0.1', 9
    }

    Get-MailDnsRecord $Domain -Type Mx, Spf, Dmarc -Server $DnsServer -Port $DnsPort -TimeoutSec 1 |
        Show-Step "5. The mail DNS of $Domain, as $DnsServer knows it" |
        Out-Default
}
finally {
    $inbox, $relay | Where-Object { $_ } | Stop-SmtpRelay
    if ([System.IO.Directory]::Exists($queue)) {
        [System.IO.Directory]::Delete($queue, $true)
    }
}
