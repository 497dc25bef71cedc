# How to test a script that sends mail: a relay in capture mode takes the server's place, and plays its failures.
BeforeAll {
    Import-Module "$PSScriptRoot/../../SmtpAdmin.psd1"
    $server = (Start-SmtpRelay -Name reports).Endpoint

    function Send-Report([string[]] $To) {
        & "$PSScriptRoot/SendReport.ps1" -Server $server -To $To -WarningVariable script:warnings 3>$null
    }
}

AfterAll {
    Stop-SmtpRelay -Name reports
}

Describe 'SendReport.ps1' {
    BeforeEach {
        Set-SmtpRelayFault reports @()
        Clear-SmtpRelayMessage reports
    }

    It 'sends the report to everyone' {
        Send-Report anna@example.com, bert@example.com | Should -Be 2
        $message = Get-SmtpRelayMessage reports
        $message.To | Should -Be anna@example.com, bert@example.com
        $message.Subject | Should -Be 'Backup report'
    }

    It 'names the recipient that is refused, and reaches the other' {
        Set-SmtpRelayFault reports (New-SmtpRelayFault Rcpt bert@* '550 5.1.1 No such user')
        Send-Report anna@example.com, bert@example.com | Should -Be 1
        $warnings | Should -BeLike 'bert@example.com did not get the report: 550 5.1.1*'
    }

    It 'gets through when the server is busy at first' {
        Set-SmtpRelayFault reports (New-SmtpRelayFault Data -Reply '451 4.3.2 Busy' -Count 2)
        Send-Report anna@example.com | Should -Be 1
        Get-SmtpRelayMessage reports | Should -HaveCount 1
    }

    It 'does not claim success when the connection is lost at the end' {
        Set-SmtpRelayFault reports (New-SmtpRelayFault End -Disconnect)
        Send-Report anna@example.com | Should -Be 0
        $warnings | Should -HaveCount 1
    }
}
