# Mail that a script sends, checked with a relay in capture mode: what an infrastructure test looks like.
BeforeAll {
    Import-Module "$PSScriptRoot/../../SmtpAdmin.psd1"
    $inbox = Start-SmtpRelay -Name inbox
    $server = "127.0.0.1:$($inbox.Port)"
}

AfterAll {
    Stop-SmtpRelay -Name inbox
}

Describe 'A message' {
    It 'arrives as it was written' {
        Send-SmtpMessage -To 'Anna <anna@example.com>' -Subject 'Größe: 10 €' -Body 'Zeile 1' -From it@example.com -Server $server

        $message = Wait-SmtpRelayMessage -Relay inbox -Subject 'Größe*' -ErrorAction Stop
        $message.From | Should -Be 'it@example.com'
        $message.To | Should -Be 'anna@example.com'
        $message.Text.Trim() | Should -Be 'Zeile 1'
    }

    It 'brings its attachment' {
        $file = Join-Path -Path $TestDrive -ChildPath 'report.txt'
        Set-Content -Path $file -Value 'All volumes are safe.' -NoNewline
        Get-Item -Path $file | Send-SmtpMessage -To anna@example.com -Subject 'Attached' -From it@example.com -Server $server

        $attachment = (Wait-SmtpRelayMessage -Relay inbox -Subject Attached -ErrorAction Stop).Attachments
        $attachment.FileName | Should -Be 'report.txt'
        [System.Text.Encoding]::UTF8.GetString($attachment.Content) | Should -Be 'All volumes are safe.'
    }

    It 'hides those of -Bcc' {
        Send-SmtpMessage -To anna@example.com -Bcc cleo@example.com -Subject 'Hidden' -From it@example.com -Server $server

        $message = Wait-SmtpRelayMessage -Relay inbox -Subject Hidden -ErrorAction Stop
        $message.To | Should -Contain 'cleo@example.com'
        [System.Text.Encoding]::ASCII.GetString($message.Raw) | Should -Not -Match 'cleo'
    }

    It 'goes to $PSEmailServer where no server is named' {
        $PSEmailServer = $server
        (Send-SmtpMessage anna@example.com 'Preference' -From it@example.com).Status | Should -Be 'Sent'
    }
}

Describe 'The rows of a CSV file' {
    BeforeAll {
        $csv = Join-Path -Path $TestDrive -ChildPath 'people.csv'
        Set-Content -Path $csv -Value 'To,Subject,Body', 'anna@example.com,Row,Hello Anna', 'bert@example.com,Row,Hello Bert'
    }

    It 'become messages' {
        $results = Import-Csv -Path $csv | Send-SmtpMessage -From it@example.com -Server $server

        $results.Status | Should -Be 'Sent', 'Sent'
        $messages = Wait-SmtpRelayMessage -Relay inbox -Subject Row -Count 2 -ErrorAction Stop
        $messages.To | Should -Be 'anna@example.com', 'bert@example.com'
        $messages.Text.Trim() | Should -Be 'Hello Anna', 'Hello Bert'
    }

    It 'fill a template, HTML escaped' {
        $people = Join-Path -Path $TestDrive -ChildPath 'accounts.csv'
        Set-Content -Path $people -Value 'Mail,Name,Days', 'anna@example.com,Anna & Co,3', 'bert@example.com,Bert,5'
        Import-Csv -Path $people |
            Send-SmtpMessage -From it@example.com -Server $server -Template -Subject '{{Days}} days left, {{Name}}' `
                -Html '<p>Hello {{Name}}</p>' | Out-Null

        $message = Wait-SmtpRelayMessage -Relay inbox -Subject '3 days left, Anna & Co' -ErrorAction Stop
        $message.To | Should -Be 'anna@example.com'
        $message.Html | Should -BeLike '*Hello Anna &amp; Co*'
    }

    It 'that are wrong are reported, and the others sent' {
        $rows = "To,Subject`nanna@example.com,Mixed`nnobody,Mixed`nbert@example.com,Mixed" | ConvertFrom-Csv
        $results = $rows | Send-SmtpMessage -From it@example.com -Server $server -ErrorVariable failures -ErrorAction SilentlyContinue

        $results.Recipients | ForEach-Object -MemberName Address | Sort-Object | Should -Be 'anna@example.com', 'bert@example.com'
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'AddressInvalid,*'
        $failures[0].TargetObject.To | Should -Be 'nobody'
    }
}

Describe 'A profile' {
    BeforeAll {
        $env:SMTPADMIN_PROFILE_PATH = Join-Path -Path $TestDrive -ChildPath 'profiles'
        $password = ConvertTo-SecureString -String 'Grüße, 4711' -AsPlainText -Force
        $user = [pscredential]::new('robot@example.com', $password)
        $secure = Start-SmtpRelay -Name secure -SelfSignedCertificate -User $user -RequireAuthentication
        $common = @{
            Server = "127.0.0.1:$($secure.Port)"; Security = 'StartTls'; From = 'robot@example.com'
            TrustedThumbprint = $secure.CertificateThumbprint
        }
    }

    AfterAll {
        Stop-SmtpRelay -Name secure
        Remove-Item -Path Env:/SMTPADMIN_PROFILE_PATH
    }

    It 'signs in with the secret of its file' {
        Set-SmtpProfile -Name file @common -Credential $user -SecretStore File
        (Send-SmtpMessage -Profile file -To anna@example.com -Subject File).Status | Should -Be 'Sent'
        (Wait-SmtpRelayMessage -Relay secure -Subject File -ErrorAction Stop).From | Should -Be 'robot@example.com'
        Get-ChildItem -Path $env:SMTPADMIN_PROFILE_PATH -File -Force | Get-Content -Raw | Should -Not -Match '4711'
    }
}

Describe '-WhatIf' {
    It 'sends nothing' {
        $before = (Get-SmtpRelay -Name inbox).Received
        Send-SmtpMessage anna@example.com 'Never' -From it@example.com -Server $server -WhatIf | Should -BeNullOrEmpty
        (Get-SmtpRelay -Name inbox).Received | Should -Be $before
    }

    It 'starts and stops nothing' {
        $queue = Join-Path -Path $TestDrive -ChildPath 'queue'
        Start-SmtpRelay -Name never -SmartHost $server -QueuePath $queue -WhatIf | Should -BeNullOrEmpty
        Stop-SmtpRelay -Name inbox -WhatIf

        (Get-SmtpRelay).Name | Should -Be 'inbox'
        $queue | Should -Not -Exist
    }
}
