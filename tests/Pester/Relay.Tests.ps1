# Relays in a session: from a message taken to a message delivered.
BeforeAll {
    Import-Module "$PSScriptRoot/../../SmtpAdmin.psd1"
}

Describe 'A relay that forwards' {
    AfterEach {
        Stop-SmtpRelay -Name *
    }

    It 'delivers to its smart host' {
        $inbox = Start-SmtpRelay -Name inbox
        $relay = Start-SmtpRelay -Name relay -SmartHost "127.0.0.1:$($inbox.Port)" -SmartHostSecurity None -QueuePath "$TestDrive/queue"
        $null = Send-SmtpMessage anna@example.com 'Through the relay' -From it@example.com -Server "127.0.0.1:$($relay.Port)"

        $message = Wait-SmtpRelayMessage -Relay inbox -Subject 'Through the relay' -ErrorAction Stop
        @($message.Headers | Where-Object -Property Name -EQ -Value 'Received') | Should -HaveCount 2
    }

    It 'keeps what its smart host does not take, over a restart' {
        $start = @{ Name = 'relay'; SmartHost = '127.0.0.1:1'; SmartHostSecurity = 'None'; QueuePath = "$TestDrive/kept" }
        $relay = Start-SmtpRelay @start
        $null = Send-SmtpMessage anna@example.com 'Kept' -From it@example.com -Server "127.0.0.1:$($relay.Port)"
        (Stop-SmtpRelay -Name relay -PassThru).Waiting | Should -Be 1

        (Start-SmtpRelay @start).Waiting | Should -Be 1
        (Get-SmtpRelayMessage -Relay relay).Subject | Should -Be 'Kept'
    }

    It 'is never open to strangers' {
        { Start-SmtpRelay -Name open -Address 0.0.0.0 -SmartHost 127.0.0.1:1 -QueuePath "$TestDrive/open" } |
            Should -Throw -ErrorId 'RelayOptionsInvalid,*'
    }
}

Describe 'A relay with users' {
    AfterEach {
        Stop-SmtpRelay -Name *
    }

    It 'takes mail under TLS from those that sign in' {
        $user = [pscredential]::new('scanner', (ConvertTo-SecureString -String 'secret-1' -AsPlainText -Force))
        $relay = Start-SmtpRelay -Name secure -SelfSignedCertificate -User $user -RequireAuthentication
        $result = Send-SmtpMessage anna@example.com 'Signed in' -From it@example.com -Server "127.0.0.1:$($relay.Port)" `
            -Credential $user -TrustedThumbprint $relay.CertificateThumbprint

        $result.IsEncrypted | Should -BeTrue
        (Wait-SmtpRelayMessage -Relay secure -ErrorAction Stop).AuthenticatedUser | Should -Be 'scanner'
    }
}

Describe 'The quick start' {
    It 'runs as it stands and leaves no relay' {
        $manifest = "$PSScriptRoot/../../SmtpAdmin.psd1"
        $script = "$PSScriptRoot/../../docs/examples/Quickstart.ps1"
        $pwsh = (Get-Process -Id $PID).Path
        $output = & $pwsh -NoProfile -Command "Import-Module '$manifest'; & '$script'; `"Left: `$(@(Get-SmtpRelay).Count)`"" 2>&1

        $LASTEXITCODE | Should -Be 0
        $output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
        $output -match 'cleo@example.com' | Should -HaveCount 2
        $output[-1] | Should -Be 'Left: 0'
    }
}
