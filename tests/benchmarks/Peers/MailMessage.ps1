<#
.SYNOPSIS
Sends messages by the cmdlet that is named: the built-in one in a loop, ours at the end of a pipeline.
#>
param(
    [string] $Manifest,
    [int] $Port,
    [string] $Sender,
    [string] $Recipient,
    [string] $Subject,
    [string] $Body,
    [int] $Count,
    [switch] $BuiltIn
)

$ErrorActionPreference = 'Stop'
Import-Module $Manifest
$people = foreach ($number in 1..$Count) {
    [pscustomobject] @{ To = $Recipient; Subject = $Subject; Body = $Body }
}

[Console]::Out.WriteLine('ready')
while ([Console]::In.ReadLine()) {
    if ($BuiltIn) {
        foreach ($person in $people) {
            Send-MailMessage -From $Sender -To $person.To -Subject $person.Subject -Body $person.Body `
                -SmtpServer 127.0.0.1 -Port $Port -WarningAction SilentlyContinue
        }
    }
    else {
        $null = $people | Send-SmtpMessage -From $Sender -Server 127.0.0.1 -Port $Port -Security None -MaxConnections 8
    }

    [Console]::Out.WriteLine('done')
}
