<#
.SYNOPSIS
Pipes objects into Send-SmtpMessage and says how many milliseconds lie between its first object and its first result.
#>
param(
    [string] $Manifest,
    [int] $Port,
    [string] $Sender,
    [string] $Recipient,
    [string] $Subject,
    [string] $Body,
    [int] $Count
)

$ErrorActionPreference = 'Stop'
Import-Module $Manifest
$people = foreach ($number in 1..$Count) {
    [pscustomobject] @{ To = $Recipient; Subject = $Subject; Body = $Body }
}

$clock = [Diagnostics.Stopwatch]::StartNew()
[Console]::Out.WriteLine('ready')
while ([Console]::In.ReadLine()) {
    $script:began = $script:ended = $null
    $people |
        & { process { $script:began ??= $clock.Elapsed; $_ } } |
        Send-SmtpMessage -From $Sender -Server 127.0.0.1 -Port $Port -Security None -MaxConnections 8 |
        & { process { $script:ended ??= $clock.Elapsed } }
    [Console]::Out.WriteLine(($ended - $began).TotalMilliseconds.ToString([cultureinfo]::InvariantCulture))
}
