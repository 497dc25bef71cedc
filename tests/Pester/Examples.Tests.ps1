# The scripts of docs/examples, run as a user runs them: each in a PowerShell of its own.
BeforeAll {
    $pwsh = (Get-Process -Id $PID).Path

    function Invoke-Example([string] $Name) {
        $script = (Resolve-Path -Path "$PSScriptRoot/../../docs/examples/$Name").Path
        $lines = & $pwsh -NoProfile -NonInteractive -File $script @args 2>&1
        [pscustomobject] @{
            ExitCode = $LASTEXITCODE
            Output   = $lines -replace '\e\[[0-9;]*m' -join "`n"
        }
    }
}

Describe 'SendCsv.ps1' {
    BeforeAll {
        $run = Invoke-Example SendCsv.ps1
    }

    It 'ends without an error' {
        $run.ExitCode | Should -Be 0 -Because $run.Output
    }

    It 'sends a message for each of the thousand rows' {
        $run.Output | Should -Match '(?m)^ *1000 Sent *$'
        $run.Output | Should -Match '(?m)^Received: 1000$'
    }

    It 'opens no more connections than three' {
        $run.Output | Should -Match 'They went over [123] connections'
    }

    It 'fills the template, escaped in HTML' {
        $run.Output | Should -Match '(?m)^Subject:  Invoice 2027000$'
        $run.Output | Should -BeLike '*<p>Dear Customer 1000 &amp; Co,</p>*'
    }
}

Describe 'RunbookAlerts.ps1' {
    BeforeAll {
        $run = Invoke-Example RunbookAlerts.ps1
    }

    It 'ends without an error' {
        $run.ExitCode | Should -Be 0 -Because $run.Output
    }

    It 'sends its alerts with one token over one connection' {
        $run.Output | Should -Match '(?m)^Token requests: 1, connections: 1, messages: 3$'
        $run.Output | Should -Match '(?m)^Sent +oncall@example\.com +Certificate ends'
    }

    It 'shows no secret' {
        $run.Output | Should -Not -Match 'ClientSecret|Bearer|access_token'
    }
}

Describe 'SendReport.Tests.ps1' {
    It 'passes' {
        $tests = "$PSScriptRoot/../../docs/examples/SendReport.Tests.ps1"
        $lines = & $pwsh -NoProfile -NonInteractive -Command "Invoke-Pester -Path '$tests' -CI" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
        $lines -join "`n" | Should -Match 'Tests Passed: 4'
    }
}

Describe 'Quickstart.ps1' {
    It 'ends without an error in PowerShell too' {
        $command = "Import-Module '$PSScriptRoot/../../SmtpAdmin.psd1'; & '$PSScriptRoot/../../docs/examples/Quickstart.ps1'"
        $lines = & $pwsh -NoProfile -NonInteractive -Command $command 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
        $lines -join "`n" | Should -Match 'Hello Cleo'
    }
}
