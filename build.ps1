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
    $target = "$PSScriptRoot/src/SmtpAdmin.Module/en-US"
    $null = New-Item -Path $target -ItemType Directory -Force
    $pages = Get-ChildItem -Path "$PSScriptRoot/docs/en-US/*-*.md" | Import-MarkdownCommandHelp
    $pages | Export-MamlCommandHelp -OutputFolder "$PSScriptRoot/out/help" -Force | ForEach-Object {
        $help = [xml] (Get-Content -Path $_ -Raw)
        Convert-HelpToPlainText $help $pages
        Save-Xml $help "$target/$($_.Name)"
    }

    foreach ($page in Get-ChildItem -Path "$PSScriptRoot/docs/en-US/about_*.md") {
        $text = (ConvertTo-HelpTopic (Get-Content -Path $page)) -join "`n"
        # Get-Help takes the fifth line for the synopsis: no empty line may stand below a title.
        [System.IO.File]::WriteAllText("$target/$($page.BaseName).help.txt", ($text -replace '(?m)^(\S.*\n)\n', '$1') + "`n")
    }
}

# An about topic is plain text: titles stand at the margin, all else is indented, a table loses its lines.
function ConvertTo-HelpTopic([string[]] $Markdown) {
    $margin = ' ' * 4
    switch -Regex ($Markdown) {
        '^# (.+)' { 'TOPIC', "$margin$($Matches[1])" }
        '^## (.+)' { $Matches[1].ToUpperInvariant() }
        '^### (.+)' { "$margin$($Matches[1].ToUpperInvariant())" }
        '^\|--' { "$margin$($_.Trim('|') -replace '-\|-', '  ' -replace '^-|-$')" }
        '^\| (.+) \|$' { "$margin$($Matches[1] -replace ' \| ', '  ')".TrimEnd() }
        '^```' { $margin = ' ' * (12 - $margin.Length) }
        '^(?!#|\||```)' { "$margin$($_ -replace '`|\*\*' -replace '\[(.+?)\]\(.+?\)', '$1')".TrimEnd() }
    }
}

# Get-Help shows text as it stands: no Markdown, one paragraph each, the example's command and output as its code.
function Convert-HelpToPlainText([xml] $Help, $Pages) {
    foreach ($example in $Help.GetElementsByTagName('command:example')) {
        $text = @($example.introduction.para) -replace '\u0080' -ne '' -join "`n`n"
        $fence = [regex] '(?s)```\w*\n(.*?)\n```'
        $example['dev:code'].InnerText = $fence.Matches($text).ForEach({ $_.Groups[1].Value }) -join "`n`n"
        $example['maml:introduction'].InnerXml = ''
        $null = $example['dev:remarks'].AppendChild((New-Paragraph $Help $fence.Replace($text, '')))
    }

    foreach ($paragraph in @($Help.GetElementsByTagName('maml:para'))) {
        foreach ($part in $paragraph.InnerText.Trim() -split '(?:\r?\n){2,}') {
            $null = $paragraph.ParentNode.InsertBefore((New-Paragraph $Help $part), $paragraph)
        }

        $null = $paragraph.ParentNode.RemoveChild($paragraph)
    }

    # PlatyPS leaves the default values out and links to the pages' files.
    foreach ($page in $Pages) {
        $parameters = $Help.SelectNodes("//*[local-name()='command'][*/*[.='$($page.Title)']]/*[local-name()='parameters']/*")
        foreach ($parameter in $parameters) {
            $default = $Help.CreateElement('dev', 'defaultValue', 'http://schemas.microsoft.com/maml/dev/2004/10')
            $default.InnerText = $page.Parameters.Where({ $_.Name -eq $parameter['maml:name'].InnerText }).DefaultValue
            $null = $parameter.AppendChild($default)
        }
    }

    foreach ($link in @($Help.GetElementsByTagName('maml:navigationLink'))) {
        $link['maml:uri'].InnerText = ''
        if ($link['maml:linkText'].InnerText -eq 'Online Version') {
            $null = $link.ParentNode.RemoveChild($link)
        }
    }
}

function New-Paragraph([xml] $Help, [string] $Text) {
    $paragraph = $Help.CreateElement('maml', 'para', 'http://schemas.microsoft.com/maml/2004/10')
    $paragraph.InnerText = $Text.Trim() -replace '\r?\n', ' ' -replace '\*\*|`'
    $paragraph
}

function Save-Xml([xml] $Document, [string] $Path) {
    $settings = [System.Xml.XmlWriterSettings] @{ Indent = $true; NewLineChars = "`n"; Encoding = [System.Text.UTF8Encoding]::new($false) }
    $writer = [System.Xml.XmlWriter]::Create($Path, $settings)
    $Document.Save($writer)
    $writer.WriteWhitespace("`n")
    $writer.Dispose()
}

function Invoke-Test {
    Invoke-DotNet test $solution --configuration $Configuration
    if (Get-Module -Name Pester -ListAvailable) {
        & "$PSScriptRoot/tests/Pester/Invoke.ps1"
    }
    else {
        Write-Warning 'Pester is not installed, so tests/Pester was not run.'
    }
}

function Invoke-Package {
    Invoke-Build
    # Quoted, or PowerShell would take -name:value apart on the way.
    Invoke-DotNet msbuild $cmdlets '-target:PackageModule' "-property:Configuration=$Configuration" '-verbosity:quiet' '-nologo'
}

foreach ($name in $Task) {
    & "Invoke-$name"
}
