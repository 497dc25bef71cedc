<#
.SYNOPSIS
Builds, documents, tests and packs the module: a thin wrapper over dotnet.

.EXAMPLE
./build.ps1 -Task Test, Package
#>
[CmdletBinding()]
param(
    [ValidateSet('Clean', 'Build', 'Docs', 'Test', 'Package')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$solution = "$PSScriptRoot/SmtpAdmin.sln"
$cmdlets = "$PSScriptRoot/src/SmtpAdmin.Cmdlets/SmtpAdmin.Cmdlets.csproj"

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args ended with $LASTEXITCODE."
    }
}

function Invoke-Clean {
    Invoke-DotNet clean $solution --configuration $Configuration --verbosity quiet
    Remove-Item -Path "$PSScriptRoot/bin", "$PSScriptRoot/out" -Recurse -Force -ErrorAction Ignore
}

function Invoke-Build {
    Invoke-DotNet build $solution --configuration $Configuration
}

# Turns docs/en-US into the help file that Get-Help reads; it is kept in the sources, so that a clone has help at once.
function Invoke-Docs {
    Import-Module Microsoft.PowerShell.PlatyPS
    $out = "$PSScriptRoot/out/help"
    Get-ChildItem -Path "$PSScriptRoot/docs/en-US/*-*.md" |
        Import-MarkdownCommandHelp |
        Export-MamlCommandHelp -OutputFolder $out -Force |
        ForEach-Object { Copy-Item -Path $_ -Destination "$PSScriptRoot/src/SmtpAdmin.Module/en-US" }
    Copy-Item -Path "$PSScriptRoot/docs/en-US/about_*.help.txt" -Destination "$PSScriptRoot/src/SmtpAdmin.Module/en-US"
}

function Invoke-Test {
    Invoke-DotNet test $solution --configuration $Configuration
    if (Get-Module -Name Pester -ListAvailable) {
        Invoke-Pester -Path "$PSScriptRoot/tests/Pester" -CI
    }
    else {
        Write-Warning 'Pester is not installed, so tests/Pester was not run.'
    }
}

function Invoke-Package {
    Invoke-Build
    Invoke-DotNet msbuild $cmdlets -target:PackageModule -property:Configuration=$Configuration -verbosity:quiet -nologo
}

foreach ($name in $Task) {
    & "Invoke-$name"
}
