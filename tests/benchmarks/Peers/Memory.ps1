<#
.SYNOPSIS
Sends the rows of a file, or one attachment three times. Does the same on a small scale first, so that what is loaded
and compiled once is there when it says that it is ready.
#>
param(
    [string] $Manifest,
    [int] $Port,
    [string] $Sender,
    [string] $Recipient,
    [string] $Subject,
    [string] $Body,
    [string] $Small,
    [string] $Large,
    [switch] $Attach
)

$ErrorActionPreference = 'Stop'
Import-Module $Manifest
$server = @{ From = $Sender; Server = '127.0.0.1'; Port = $Port; Security = 'None' }

function Send([string] $File) {
    if ($Attach) {
        1..3 | ForEach-Object {
            Send-SmtpMessage -To $Recipient -Subject $Subject -Body $Body -Attachment $File @server
        }
    }
    else {
        Import-Csv $File |
            Send-SmtpMessage -Subject "$Subject for {{Name}}" -Body $Body -Template -MaxConnections 8 @server
    }
}

Send $Small | Out-Null
[GC]::Collect()
[Console]::Out.WriteLine('ready')
while ([Console]::In.ReadLine()) {
    Send $Large | Out-Null
    [GC]::Collect()
    [Console]::Out.WriteLine([GC]::GetTotalMemory($true))
}
