# Reads the test results and says how many tests passed, failed and were skipped, and why those were skipped.
param([string] $Results)

$passed = 0
$failed = 0
$skipped = [ordered] @{}

foreach ($file in [System.IO.Directory]::GetFiles($Results, '*.trx')) {
    $run = [xml] [System.IO.File]::ReadAllText($file)
    foreach ($test in $run.TestRun.Results.UnitTestResult) {
        switch ($test.outcome) {
            'Passed' { $passed++ }
            'NotExecuted' {
                $reason = "$($test.Output.ErrorInfo.Message)".Trim()
                if (-not $reason) {
                    $reason = 'a measurement, run only when it is asked for by name'
                }

                $skipped[$reason] = 1 + $skipped[$reason]
            }
            default { $failed++ }
        }
    }
}

$notes = [System.IO.Path]::Combine($Results, 'skipped.txt')
'Skipped, and why:'
foreach ($reason in $skipped.Keys) {
    '{0,5}  {1}' -f $skipped[$reason], $reason
}
if ([System.IO.File]::Exists($notes)) {
    [System.IO.File]::ReadAllLines($notes).ForEach({ "       $_" })
}
'       Windows, macOS and Windows PowerShell 5.1 were not run: this machine has none of them.'
''
$count = 0
foreach ($number in $skipped.Values) { $count += $number }
"$passed passed, $failed failed, $count skipped"
