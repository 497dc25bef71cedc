# Errors as a script sees them: what they are about, what to do, and what goes on all the same.
BeforeAll {
    Import-Module "$PSScriptRoot/../../SmtpAdmin.psd1"
    $inbox = Start-SmtpRelay -Name inbox
    $server = "127.0.0.1:$($inbox.Port)"
}

AfterAll {
    Stop-SmtpRelay -Name inbox
}

Describe 'An error' {
    It '<Id> has its category, its target and a way out' -ForEach @(
        @{ Id = 'AddressInvalid'; Category = 'InvalidArgument'; Target = 'not an address'
            Command = { Send-SmtpMessage 'not an address' 'Hi' -From it@example.com -Server $server } }
        @{ Id = 'SenderMissing'; Category = 'InvalidArgument'; Target = 'anna@example.com'
            Command = { Send-SmtpMessage anna@example.com 'Hi' -Server $server } }
        @{ Id = 'TlsNotOffered'; Category = 'SecurityError'; Target = 'anna@example.com Failed'
            Command = { Send-SmtpMessage anna@example.com 'Hi' -From it@example.com -Server $server -Security StartTls } }
        @{ Id = 'DomainInvalid'; Category = 'InvalidArgument'; Target = 'exa mple'
            Command = { Get-MailDnsRecord 'exa mple' -Server 127.0.0.1 } }
        @{ Id = 'RelayNotFound'; Category = 'ObjectNotFound'; Target = 'absent'
            Command = { Get-SmtpRelay -Name absent } }
        @{ Id = 'RelayNameTaken'; Category = 'ResourceExists'; Target = 'inbox'
            Command = { Start-SmtpRelay -Name inbox } }
        @{ Id = 'WaitTimedOut'; Category = 'OperationTimeout'; Target = 'inbox'
            Command = { Wait-SmtpRelayMessage -Relay inbox -To nobody@example.com -TimeoutSec 0.1 } }
    ) {
        # -ErrorAction Stop makes the error terminating, so that both kinds are caught alike.
        $ErrorActionPreference = 'Stop'
        $caught = try { $null = & $Command } catch { $_ }

        ($caught.FullyQualifiedErrorId -split ',')[0] | Should -Be $Id
        $caught.CategoryInfo.Category | Should -Be $Category
        "$($caught.TargetObject)" | Should -Be $Target
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'carries the server''s reply' {
        $password = ConvertTo-SecureString -String 'secret-1' -AsPlainText -Force
        $user = [pscredential]::new('scanner', $password)
        $signIn = Start-SmtpRelay -Name signin -SelfSignedCertificate -User $user -RequireAuthentication
        $result = Send-SmtpMessage anna@example.com 'Hi' -From it@example.com -Server "127.0.0.1:$($signIn.Port)" `
            -TrustedThumbprint $signIn.CertificateThumbprint -ErrorAction SilentlyContinue -ErrorVariable failed
        Stop-SmtpRelay -Name signin

        $result.Status | Should -Be 'Failed'
        $failed[0].Exception.Reply.Code | Should -Be 530
        "$failed" | Should -Not -Match 'secret-1'
    }
}

Describe 'One bad item' {
    It 'does not stop the messages behind it' {
        $results = 'anna@example.com', 'not an address', 'bert@example.com' |
            ForEach-Object { [pscustomobject] @{ To = $_ } } |
            Send-SmtpMessage -Subject 'Bad item' -From it@example.com -Server $server -ErrorAction SilentlyContinue -ErrorVariable failed

        $results.Status | Should -Be 'Sent', 'Sent'
        $failed | Should -HaveCount 1
    }

    It 'does not stop the domains behind it' {
        $records = 'exa mple', 'example.com' |
            Get-MailDnsRecord -Type Spf -Server 127.0.0.1 -Port 9 -TimeoutSec 1 -ErrorAction SilentlyContinue -ErrorVariable failed

        $records.Domain | Should -Be 'example.com'
        $failed | Should -HaveCount 1
    }

    It 'does not stop the relays behind it' {
        $null = Start-SmtpRelay -Name second
        'absent', 'second' | Stop-SmtpRelay -ErrorAction SilentlyContinue -ErrorVariable failed

        (Get-SmtpRelay).Name | Should -Be 'inbox'
        $failed | Should -HaveCount 1
    }
}
