<#
.SYNOPSIS
A runbook that sends alerts through a profile with OAuth. The token endpoint and the mail server are simulated here.

.DESCRIPTION
The last step is the runbook: two commands, without server, sender or secret. What comes before stands for the world
around it: an endpoint that grants access tokens to who knows the client's secret, and a mail server that requires
STARTTLS and such a token (XOAUTH2). Both listen on loopback. The profile lies in a folder of its own, and all is
cleaned up at the end. A step that goes wrong ends the script with an error.

Uses nothing outside Microsoft.PowerShell.Core, SmtpAdmin and .NET, so it runs in PowerShell and with smtpadmin alike.
#>
param()

$ErrorActionPreference = 'Stop'
if (-not (Get-Command -Name Send-SmtpMessage -ErrorAction Ignore)) {
    Import-Module "$PSScriptRoot/../../SmtpAdmin.psd1"
}

# What both servers know and count.
$world = [hashtable]::Synchronized(@{
        ClientId      = '11111111-1111-1111-1111-111111111111'
        ClientSecret  = [guid]::NewGuid().ToString()
        Mailbox       = 'alerts@example.com'
        Token         = [guid]::NewGuid().ToString('N')
        TokenRequests = 0
        Connections   = 0
        Messages      = 0
    })

# Grants a token by the client credentials grant (RFC 6749, section 4.4), until its listener is closed.
$tokenEndpoint = {
    param($Listener, $World)
    while ($Listener.IsListening) {
        try { $context = $Listener.GetContext() } catch { return }
        $World.TokenRequests++
        $form = [System.IO.StreamReader]::new($context.Request.InputStream).ReadToEnd() -split '&'
        $granted = $form -contains 'grant_type=client_credentials' -and
            $form -contains "client_id=$($World.ClientId)" -and $form -contains "client_secret=$($World.ClientSecret)"
        $json = if ($granted) {
            '{"token_type":"Bearer","expires_in":3600,"access_token":"' + $World.Token + '"}'
        }
        else {
            $context.Response.StatusCode = 401
            '{"error":"invalid_client"}'
        }
        $body = [System.Text.Encoding]::UTF8.GetBytes($json)
        $context.Response.ContentType = 'application/json'
        $context.Response.OutputStream.Write($body, 0, $body.Length)
        $context.Response.Close()
    }
}

# Takes mail from who signs in with the token under TLS, one connection at a time, until its listener is stopped.
$mailServer = {
    param($Listener, $World, $Certificate)
    while ($true) {
        try { $client = $Listener.AcceptTcpClient() } catch { return }
        $World.Connections++
        try {
            $stream = $client.GetStream()
            $stream.ReadTimeout = $stream.WriteTimeout = 10000
            $isEncrypted = $isSignedIn = $false
            $reader = [System.IO.StreamReader]::new($stream)
            $say = {
                $bytes = [System.Text.Encoding]::ASCII.GetBytes(($args -join "`r`n") + "`r`n")
                $stream.Write($bytes, 0, $bytes.Length)
            }
            & $say '220 mail.example.com ESMTP'
            while ($null -ne ($line = $reader.ReadLine())) {
                $verb, $rest = $line -split ' ', 2
                switch ($verb) {
                    'EHLO' {
                        & $say '250-mail.example.com' ('250 STARTTLS', '250 AUTH XOAUTH2')[$isEncrypted]
                    }
                    'STARTTLS' {
                        & $say '220 2.0.0 Go ahead'
                        $stream = [System.Net.Security.SslStream]::new($stream)
                        $stream.AuthenticateAsServer($Certificate)
                        $reader = [System.IO.StreamReader]::new($stream)
                        $isEncrypted = $true
                    }
                    'AUTH' {
                        $answer = [System.Convert]::FromBase64String(($rest -split ' ')[1])
                        $expected = "user=$($World.Mailbox)", "auth=Bearer $($World.Token)", '', '' -join [char] 1
                        $isSignedIn = $isEncrypted -and [System.Text.Encoding]::UTF8.GetString($answer) -ceq $expected
                        & $say ('535 5.7.3 Authentication unsuccessful', '235 2.7.0 Signed in')[$isSignedIn]
                    }
                    'MAIL' { & $say ('530 5.7.57 Client not authenticated', '250 2.1.0 Sender ok')[$isSignedIn] }
                    'RCPT' { & $say ('503 5.5.1 MAIL first', '250 2.1.5 Recipient ok')[$isSignedIn] }
                    'DATA' {
                        & $say '354 Send the message'
                        while ($null -ne ($line = $reader.ReadLine()) -and $line -ne '.') { }
                        $World.Messages++
                        & $say "250 2.0.0 Ok: queued as ALERT$($World.Messages)"
                    }
                    'QUIT' { & $say '221 2.0.0 Bye' }
                    default { & $say '250 2.0.0 Ok' }
                }
            }
        }
        catch [System.IO.IOException], [System.Security.Authentication.AuthenticationException] {
            # The client has gone.
        }
        finally {
            $client.Dispose()
        }
    }
}

# Runs a block beside this one.
function Start-Background([scriptblock] $Block, [object[]] $Arguments) {
    $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
    $runspace.Open()
    $shell = [powershell]::Create()
    $shell.Runspace = $runspace
    $null = $shell.AddScript($Block.ToString())
    foreach ($argument in $Arguments) { $null = $shell.AddArgument($argument) }
    $null = $shell.BeginInvoke()
    $shell
}

function New-Certificate {
    $key = [System.Security.Cryptography.RSA]::Create(2048)
    $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new(
        'CN=mail.example.com', $key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $now = [System.DateTimeOffset]::UtcNow
    $certificate = $request.CreateSelfSigned($now.AddDays(-1), $now.AddDays(1))
    # Windows serves TLS only with a key that was imported.
    [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($certificate.Export('Pfx'))
}

function Get-FreePort {
    $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $probe.LocalEndpoint.Port
    $probe.Stop()
}

$folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "profiles-$([guid]::NewGuid())")
$profilePath = $env:SMTPADMIN_PROFILE_PATH
$shells = @()
$endpoint = [System.Net.HttpListener]::new()
$server = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
try {
    $tokenAddress = "http://localhost:$(Get-FreePort)/"
    $endpoint.Prefixes.Add($tokenAddress)
    $endpoint.Start()
    $server.Start()
    $certificate = New-Certificate
    $shells += Start-Background $tokenEndpoint $endpoint, $world
    $shells += Start-Background $mailServer $server, $world, $certificate

    '1. The profile is stored once, by whoever sets up the runbook' | Out-Default
    $env:SMTPADMIN_PROFILE_PATH = $folder
    $secret = [System.Net.NetworkCredential]::new('', $world.ClientSecret).SecurePassword
    $settings = @{
        Name              = 'alerts'
        Server            = '127.0.0.1'
        Port              = $server.LocalEndpoint.Port
        Security          = 'StartTls'
        TrustedThumbprint = $certificate.Thumbprint
        From              = "Alerts <$($world.Mailbox)>"
        ClientId          = $world.ClientId
        TenantId          = 'contoso.example'
        TokenEndpoint     = "${tokenAddress}token"
        Credential        = [pscredential]::new($world.Mailbox, $secret)
        MaxConnections    = 1
        TimeoutSec        = 10
    }
    Set-SmtpProfile @settings -PassThru | Out-Default
    foreach ($file in [System.IO.Directory]::GetFiles($folder, '*', 'AllDirectories')) {
        if ([System.IO.File]::ReadAllText($file).Contains($world.ClientSecret)) {
            throw "The secret stands in $file."
        }
    }

    '2. The runbook sends its alerts' | Out-Default
    $alerts = @(
        [pscustomobject] @{ Subject = 'Disk full'; Body = 'Volume D: of FILE01 has 1 % left.' }
        [pscustomobject] @{ Subject = 'Backup failed'; Body = 'The backup of SQL02 ended with an error.' }
        [pscustomobject] @{ Subject = 'Certificate ends'; Body = 'The certificate of WEB03 ends in 7 days.' }
    )
    $results = $alerts | Send-SmtpMessage -Profile alerts -To oncall@example.com
    $results | Out-Default

    "Token requests: $($world.TokenRequests), connections: $($world.Connections), messages: $($world.Messages)" | Out-Default
    if ($world.TokenRequests -ne 1 -or $world.Connections -ne 1 -or $world.Messages -ne 3) {
        throw 'One token and one connection were to serve three messages.'
    }
}
finally {
    $env:SMTPADMIN_PROFILE_PATH = $profilePath
    $endpoint.Close()
    $server.Stop()
    foreach ($shell in $shells) {
        $shell.Stop()
        $shell.Runspace.Dispose()
        $shell.Dispose()
    }

    if ([System.IO.Directory]::Exists($folder)) {
        [System.IO.Directory]::Delete($folder, $true)
    }
}
