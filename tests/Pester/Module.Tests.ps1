# Loading, removal and help of the built module, as a session meets them.
BeforeDiscovery {
    $cmdlets = (Import-PowerShellDataFile -Path "$PSScriptRoot/../../SmtpAdmin.psd1").CmdletsToExport
}

BeforeAll {
    $manifest = "$PSScriptRoot/../../SmtpAdmin.psd1"
    $cmdlets = (Import-PowerShellDataFile -Path $manifest).CmdletsToExport
    Import-Module $manifest
}

Describe 'Importing the module' {
    It 'exports the cmdlets that the manifest names, and nothing else' {
        (Get-Command -Module SmtpAdmin -CommandType Cmdlet).Name | Sort-Object | Should -Be ($cmdlets | Sort-Object)
    }

    It 'keeps the cmdlets when it is imported again' {
        Import-Module $manifest
        Get-Command -Module SmtpAdmin -CommandType Cmdlet | Should -HaveCount $cmdlets.Count
    }

    It 'keeps the cmdlets when it is imported again with -Force' {
        1..2 | ForEach-Object { Import-Module $manifest -Force }
        Get-Command -Module SmtpAdmin -CommandType Cmdlet | Should -HaveCount $cmdlets.Count
        Get-SmtpRelay | Should -BeNullOrEmpty
    }

    It 'lets scripts name its types' {
        [SmtpAdmin.SmtpEndpoint] 'mail.example.com:587' | Select-Object -ExpandProperty Port | Should -Be 587
    }
}

Describe 'Removing the module' {
    It 'closes the sockets of its relays' {
        Import-Module $manifest
        $port = (Start-SmtpRelay -Name removed).Port
        Remove-Module SmtpAdmin

        { [System.Net.Sockets.TcpClient]::new('127.0.0.1', $port) } | Should -Throw '*refused*'
        Get-Command -Name Start-SmtpRelay -Module SmtpAdmin -ErrorAction Ignore | Should -BeNullOrEmpty
        Import-Module $manifest
    }
}

Describe 'Getting help' {
    It 'shows the examples of <_> with their output' -ForEach $cmdlets {
        $text = Get-Help -Name $_ -Examples | Out-String
        $text | Should -Match 'Example 1: [A-Z]'
        $text | Should -Not -Match '```|\{\{ Fill'
    }

    It 'shows the about topic' {
        Get-Help -Name about_SmtpAdmin | Should -Match 'Wait-SmtpRelayMessage'
    }
}
