# What Tab offers.
BeforeAll {
    Import-Module "$PSScriptRoot/../../SmtpAdmin.psd1"
    $null = Start-SmtpRelay -Name inbox
    $null = Start-SmtpRelay -Name other

    function Complete([string] $Text) {
        [System.Management.Automation.CommandCompletion]::CompleteInput($Text, $Text.Length, $null).CompletionMatches
    }
}

AfterAll {
    Get-SmtpRelay -Name inbox, other | Stop-SmtpRelay
}

Describe 'Completing a relay' {
    It 'offers the session''s relays after "<_>"' -ForEach @(
        'Get-SmtpRelay '
        'Stop-SmtpRelay -Name '
        'Get-SmtpRelayMessage -Relay '
        'Wait-SmtpRelayMessage '
        'Test-SmtpRelayPolicy 192.0.2.1 -Relay '
    ) {
        (Complete $_).CompletionText | Should -Be 'inbox', 'other'
    }

    It 'goes by what is typed' {
        (Complete 'Stop-SmtpRelay IN').CompletionText | Should -Be 'inbox'
    }

    It 'says what the relay is' {
        (Complete 'Get-SmtpRelay in').ToolTip | Should -BeLike 'Capture relay on 127.0.0.1:*'
    }
}

Describe 'Completing a value' {
    It 'offers <Values> after "<Text>"' -ForEach @(
        @{ Text = 'Send-SmtpMessage -Security '; Values = 'Auto', 'ImplicitTls', 'None', 'StartTls', 'StartTlsWhenAvailable' }
        @{ Text = 'Send-SmtpMessage -Priority '; Values = 'High', 'Low', 'Normal' }
        @{ Text = 'Get-MailDnsRecord example.com -Type '; Values = 'All', 'Autodiscover', 'Bimi', 'Caa', 'Dkim', 'Dmarc', 'Dnsbl', 'Dnssec', 'MtaSts', 'Mx', 'Ns', 'Ptr', 'Soa', 'Spf', 'Srv', 'Tlsa', 'TlsRpt' }
        @{ Text = 'Start-SmtpRelay -Mode '; Values = 'Capture', 'Forward' }
        @{ Text = 'New-SmtpRelayFault -Stage '; Values = 'Auth', 'Connect', 'Content', 'Data', 'End', 'Hello', 'Mail', 'Rcpt', 'StartTls' }
        @{ Text = 'Start-SmtpRelay -Security '; Values = 'Auto', 'ImplicitTls', 'None', 'StartTls' }
        @{ Text = 'New-SmtpRelayListener -Port '; Values = '25', '465', '587' }
        @{ Text = 'Test-SmtpServer mail.example.com -Port '; Values = '25', '465', '587' }
    ) {
        (Complete $Text).CompletionText | Sort-Object | Should -Be $Values
    }
}
