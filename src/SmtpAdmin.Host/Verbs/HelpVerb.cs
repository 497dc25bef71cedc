using System;
using System.Collections.Generic;

namespace SmtpAdmin.Host.Verbs;

/// <summary>Says what <c>smtpadmin</c> is and is not.</summary>
internal sealed class HelpVerb : IVerb
{
    public const string Text =
        """
        smtpadmin runs scripts of the SmtpAdmin module on a machine without PowerShell.

        Usage:
          smtpadmin run [options] <script.ps1> [arguments]
          smtpadmin run [options] <command> [more of the command]
          smtpadmin run [options] -            reads the command from standard input
          smtpadmin version
          smtpadmin help

        Examples:
          smtpadmin run ./report.ps1 -Domain contoso.com
          smtpadmin run "Get-Command -Module SmtpAdmin"
          smtpadmin run "Get-Help about_SmtpAdmin"

        A script's arguments bind to its param block: -Name value, -Switch, or by position.
        --module names SmtpAdmin.psd1 or its folder. Without it the module is looked for in module/
        beside the executable, then upwards from the executable's folder. --no-module imports none: the script
        does it itself.

        What is there: the PowerShell 7.6 engine and language, the SmtpAdmin cmdlets, and the engine's own
        commands (ForEach-Object, Where-Object, Get-Help, Get-Command, Import-Module, Out-Default, ...).
        What is not: the Utility, Management and Security modules of PowerShell. There is no Select-Object,
        Sort-Object, Write-Host, ConvertTo-Json, Get-Item or Get-Credential, no prompt to type at and no profile.
        A script asks for a password with a mandatory [PSCredential] parameter.

        In PowerShell you do not need smtpadmin. Run: Import-Module SmtpAdmin

        Exit codes:
          0    done
          1    a terminating error, or the last part of a command failed
          N    the script said: exit N
          64   the command line is wrong
          130  stopped with Ctrl+C; 143 stopped by the system. A second Ctrl+C ends without cleaning up.

        """;

    public int Run(IReadOnlyList<string> arguments)
    {
        Console.Out.Write(Text);
        return ExitCode.Success;
    }
}
