# Tests of servers and of mail DNS, against a relay and a name server on loopback.
BeforeDiscovery {
    $helper = Get-ChildItem -Path "$PSScriptRoot/../SmtpAdmin.Testing/bin/*/net*/SmtpAdmin.Testing.dll" -ErrorAction Ignore |
        Select-Object -First 1
    $noHelper = -not $helper -or [System.Environment]::Version.Major -lt 10
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../SmtpAdmin.psd1"
}

Describe 'Testing a server' {
    BeforeAll {
        $plain = Start-SmtpRelay -Name plain
        $secure = Start-SmtpRelay -Name secure -SelfSignedCertificate
    }

    AfterAll {
        Stop-SmtpRelay -Name plain, secure
    }

    It 'is true with -Quiet where every check passes' {
        Test-SmtpServer -Server "127.0.0.1:$($plain.Port)" -Security None -Quiet | Should -BeTrue
    }

    It 'is false with -Quiet where nothing listens' {
        Test-SmtpServer -Server 127.0.0.1:1 -Quiet | Should -BeFalse
    }

    It 'names the check that fails' {
        $result = Test-SmtpServer -Server "127.0.0.1:$($secure.Port)"

        $result.Status | Should -Be 'Fail'
        ($result.Findings | Where-Object -Property Status -EQ -Value 'Fail').Code | Should -Be 'SMTP-CERT-TRUST'
        $result.Certificate.Thumbprint | Should -Be $secure.CertificateThumbprint
    }

    It 'goes on behind a server that fails' {
        $results = '127.0.0.1:1', "127.0.0.1:$($plain.Port)" | Test-SmtpServer -Security None
        $results.Status | Should -Be 'Fail', 'Pass'
    }
}

Describe 'Reading mail DNS' {
    It 'knows nothing where no name server answers' {
        $record = Get-MailDnsRecord -Domain example.com -Type Spf -Server 127.0.0.1 -Port 9 -TimeoutSec 1

        $record.Status | Should -BeIn 'Timeout', 'Error'
        $record.Raw | Should -BeNullOrEmpty
        $record.Failure | Should -Not -BeNullOrEmpty
    }

    # The name server is a part of this repository's tests, built for .NET 10.
    Context 'with a name server' -Skip:$noHelper {
        BeforeAll {
            Add-Type -Path (Get-ChildItem -Path "$PSScriptRoot/../SmtpAdmin.Testing/bin/*/net*/SmtpAdmin.Testing.dll")[0].FullName
            $zone = [SmtpAdmin.Testing.Dns.ZoneDns]::Start(@'
                example.com MX 10 mx.example.com
                mx.example.com A 192.0.2.25
                example.com TXT "v=spf1 mx -all"
                _dmarc.example.com TXT "v=DMARC1; p=reject"
                example.org TXT "v=spf1 ipv4:192.0.2.1 -all"
'@)
            $ask = @{ Server = $zone.Server }
        }

        AfterAll {
            $zone.DisposeAsync().AsTask().Wait()
        }

        It 'finds what is there' {
            $records = Get-MailDnsRecord -Domain example.com -Type Mx, Spf, Dmarc @ask

            $records.Status | Should -Be 'Found', 'Found', 'Found'
            $records[0].Exchange | Should -Be 'mx.example.com'
            $records[1].All | Should -Be '-'
            $records[2].Policy | Should -Be 'Reject'
        }

        It 'tells what is not there' {
            (Get-MailDnsRecord -Domain example.org -Type Mx, Dmarc @ask).Status | Should -BeIn 'NoData', 'NxDomain'
        }

        It 'names what is wrong in a record' {
            (Get-MailDnsRecord -Domain example.org -Type Spf @ask).Problems.Code | Should -Be 'SPF-MECHANISM-UNKNOWN'
        }
    }
}
