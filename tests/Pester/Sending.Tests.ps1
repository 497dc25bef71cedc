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
