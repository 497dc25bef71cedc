<#
.SYNOPSIS
Pipes domains into Test-MailDomain or Get-MailDnsRecord and drops the results. Each line of input is a number of domains;
the answer is the time in milliseconds, as the script's user sees it, and what came out.
#>
param(
    [string] $Manifest,
    [int] $Port,
    [int] $ThrottleLimit,
    [switch] $Records
)

$ErrorActionPreference = 'Stop'
Import-Module $Manifest
$server = @{ Server = '127.0.0.1'; Port = $Port; ThrottleLimit = $ThrottleLimit; TimeoutSec = 10 }
[Console]::Out.WriteLine('ready')
while ($count = [Console]::In.ReadLine()) {
    $found = 0
    $clock = [Diagnostics.Stopwatch]::StartNew()
    if ($Records) {
        1..$count | ForEach-Object { "d$_.com" } | Get-MailDnsRecord -Type Mx, Spf, Dmarc @server |
            ForEach-Object { if ($_.Status -eq 'Found') { $found++ } }
    }
    else {
        1..$count | ForEach-Object { "d$_.com" } | Test-MailDomain @server |
            ForEach-Object { if ($null -ne $_.Score) { $found++ } }
    }

    [Console]::Out.WriteLine("$($clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)) $found")
}
