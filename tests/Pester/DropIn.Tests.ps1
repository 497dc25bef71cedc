# Scripts that were written for Send-MailMessage, run with the command's name changed.
BeforeAll {
    Import-Module "$PSScriptRoot/../../SmtpAdmin.psd1"
    $inbox = Start-SmtpRelay -Name dropin
    $server = "127.0.0.1:$($inbox.Port)"
}

AfterAll {
    Stop-SmtpRelay -Name dropin
}

Describe 'A script for Send-MailMessage' {
    It 'finds every parameter and alias of <Name>' -ForEach @(
        (Get-Command -Name Send-MailMessage).Parameters.Values |
            Where-Object { $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters } |
            ForEach-Object { @{ Name = $_.Name; Aliases = @($_.Aliases) } }
    ) {
        $command = Get-Command -Name Send-SmtpMessage
        foreach ($known in @($Name) + $Aliases) {
            { $command.ResolveParameter($known) } | Should -Not -Throw
            $command.ResolveParameter($known).Name | Should -Be $command.ResolveParameter($Name).Name
        }
    }

    It 'runs with its splatted table' {
        $mail = @{
            From        = 'Monitor <monitor@example.com>'
            To          = 'Ops <ops@example.com>', 'Night shift <night@example.com>'
            Cc          = 'lead@example.com'
            Subject     = 'Disk of srv01 is full'
            Body        = "<p>C: has <b>3 %</b> left.</p>"
            BodyAsHtml  = $true
            Priority    = 'High'
            Encoding    = [System.Text.Encoding]::UTF8
            SmtpServer  = '127.0.0.1'
            Port        = $inbox.Port
            ErrorAction = 'Stop'
        }
        $null = Send-SmtpMessage @mail

        $message = Wait-SmtpRelayMessage -Relay dropin -Subject 'Disk of*' -ErrorAction Stop
        $message.To | Should -Be 'ops@example.com', 'night@example.com', 'lead@example.com'
        $message.Html | Should -BeLike '*<b>3 %</b>*'
    }

    It 'attaches the files that are piped to it' {
        Set-Content -Path "$TestDrive/one.log" -Value 1
        $PSEmailServer = $server
        Get-ChildItem -Path "$TestDrive/one.log" |
            Send-SmtpMessage -From monitor@example.com -To ops@example.com -Subject 'File' | Out-Null
        "$TestDrive/one.log" |
            Send-SmtpMessage -From monitor@example.com -To ops@example.com -Subject 'Path' | Out-Null

        foreach ($subject in 'File', 'Path') {
            $message = Wait-SmtpRelayMessage -Relay dropin -Subject $subject -ErrorAction Stop
            $message.Attachments.FileName | Should -Be 'one.log'
        }
    }

    It 'catches the failure that it was written to catch' {
        {
            Send-SmtpMessage -From monitor@example.com -To ops@example.com -Subject Lost -SmtpServer 127.0.0.1 -Port 1 -ErrorAction Stop
        } | Should -Throw -ErrorId 'ConnectionRefused,*'
    }
}
