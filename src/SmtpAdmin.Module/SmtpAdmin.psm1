# Loads the cmdlets. Uses nothing outside Microsoft.PowerShell.Core, so that it also loads in a bare engine.

# An import that cannot load the cmdlets must fail, not succeed without them.
$ErrorActionPreference = 'Stop'

if ($PSVersionTable['PSEdition'] -eq 'Core') {
    $folder = [System.IO.Path]::Combine($PSScriptRoot, 'net8.0')
    $publicTypes = [System.IO.Path]::Combine($folder, 'SmtpAdmin.dll')
    $loader = 'SmtpAdmin.Loading.ModuleLoader' -as [type]
    if (-not $loader) {
        # The public types go to the default context, where scripts can name them; all else to a private one.
        $null = [System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath($publicTypes)
        $loader = [SmtpAdmin.Loading.ModuleLoader]
    }

    $here = [System.Reflection.AssemblyName]::GetAssemblyName($publicTypes).Version
    if ($loader.Assembly.GetName().Version -ne $here) {
        $Host.UI.WriteWarningLine("Another version of SmtpAdmin is loaded. Start a new PowerShell to use $here.")
    }

    $cmdlets = Import-Module -Assembly $loader::LoadCmdlets($folder) -PassThru
}
else {
    $cmdlets = Import-Module -Name ([System.IO.Path]::Combine($PSScriptRoot, 'net472', 'SmtpAdmin.Cmdlets.dll')) -PassThru
}

# Without this, Import-Module -Force finds the inner module already loaded and exports no cmdlets.
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $cmdlets -Force }
