@{
    RootModule           = 'bin/SmtpAdmin.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '16e3ff40-0209-4182-84fc-bca6951b53fe'
    Author               = 'The SmtpAdmin authors'
    CompanyName          = 'The SmtpAdmin authors'
    Copyright            = 'Copyright (c) 2026 The SmtpAdmin authors. MIT License.'
    Description          = 'Send mail, test mail servers, read a domain''s mail DNS and run an SMTP relay: in a session, a runbook or a Pester test.'
    CompatiblePSEditions = @('Core', 'Desktop')
    PowerShellVersion    = '5.1'
    FormatsToProcess     = @('bin/SmtpAdmin.Format.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Clear-SmtpRelayMessage'
        'Export-MailReport'
        'Get-MailDnsRecord'
        'Get-SmtpAccessToken'
        'Get-SmtpProfile'
        'Get-SmtpRelay'
        'Get-SmtpRelayMessage'
        'New-MailDkimKey'
        'New-MailDnsRecord'
        'New-SmtpMessage'
        'New-SmtpRelayFault'
        'New-SmtpRelayListener'
        'New-SmtpRelayUser'
        'Remove-SmtpProfile'
        'Resolve-SmtpStatus'
        'Send-SmtpMessage'
        'Set-SmtpProfile'
        'Set-SmtpRelayFault'
        'Start-SmtpRelay'
        'Stop-SmtpRelay'
        'Test-MailDelivery'
        'Test-MailDmarc'
        'Test-MailDomain'
        'Test-MailSpf'
        'Test-SmtpRelayPolicy'
        'Test-SmtpServer'
        'Wait-SmtpRelayMessage'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('SMTP', 'Mail', 'Email', 'Relay', 'SPF', 'DKIM', 'DMARC', 'Send-MailMessage',
                'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
