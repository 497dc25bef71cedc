<#
.SYNOPSIS
Runs one relay until standard input ends. Its port is the first line on standard output.
#>
param(
    [int] $SmartHostPort,
    [string] $QueuePath
)

$ErrorActionPreference = 'Stop'
$options = @{}
if ($SmartHostPort) {
    $options = @{ SmartHost = "127.0.0.1:$SmartHostPort"; SmartHostSecurity = 'None'; QueuePath = $QueuePath }
}

$relay = Start-SmtpRelay -Name bench @options
[Console]::Out.WriteLine($relay.Port)
$null = [Console]::In.ReadToEnd()
$relay | Stop-SmtpRelay
