<#
.SYNOPSIS
Runs these tests on the built module and ends with the number of failures. The results go to out/test-results.
#>
$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.Exit = $true
$configuration.Output.RenderMode = 'Plaintext'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputPath = "$PSScriptRoot/../../out/test-results/pester.xml"
Invoke-Pester -Configuration $configuration
