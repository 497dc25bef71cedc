using System;
using System.IO;

namespace SmtpAdmin.Cmdlets.Tests.Host;

/// <summary>A small script module with a format view, and a folder for scripts beside it.</summary>
internal sealed class SampleModule : IDisposable
{
    private const string Manifest =
        """
        @{
            RootModule = 'Sample.psm1'; ModuleVersion = '1.0'; FormatsToProcess = 'Sample.Format.ps1xml'
            FunctionsToExport = 'Get-Sample', 'Write-Sample'; CmdletsToExport = @(); AliasesToExport = @()
        }
        """;

    private const string Script =
        """
        function Get-Sample {
            foreach ($i in 1..2) { [pscustomobject]@{ PSTypeName = 'Sample'; Name = "n$i"; Size = $i * 100; Hidden = 'h' } }
        }
        function Write-Sample {
            [CmdletBinding()] param([Parameter(Mandatory)] [string] $What)
            switch ($What) {
                'error' {
                    $exception = [InvalidOperationException]::new('It broke.')
                    $record = [System.Management.Automation.ErrorRecord]::new($exception, 'SampleBroke', 'NotSpecified', 't')
                    $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new('It broke badly.')
                    $record.ErrorDetails.RecommendedAction = 'Mend it.'
                    $PSCmdlet.WriteError($record)
                }
                'warning' { $PSCmdlet.WriteWarning('careful') }
                'verbose' { $PSCmdlet.WriteVerbose('talk') }
                'progress' {
                    $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'Working', 'half done'))
                }
            }
        }
        $ExecutionContext.SessionState.Module.OnRemove = { [Console]::Out.WriteLine('module removed') }
        """;

    private const string Format =
        """
        <Configuration><ViewDefinitions><View>
          <Name>Sample</Name><ViewSelectedBy><TypeName>Sample</TypeName></ViewSelectedBy>
          <TableControl>
            <TableHeaders>
              <TableColumnHeader><Label>Label</Label><Width>8</Width></TableColumnHeader>
              <TableColumnHeader><Label>Bytes</Label><Width>6</Width></TableColumnHeader>
            </TableHeaders>
            <TableRowEntries><TableRowEntry><TableColumnItems>
              <TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem>
              <TableColumnItem><PropertyName>Size</PropertyName></TableColumnItem>
            </TableColumnItems></TableRowEntry></TableRowEntries>
          </TableControl>
        </View></ViewDefinitions></Configuration>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smtpadmin-host-");

    public SampleModule()
    {
        Write("Sample.psm1", Script);
        Write("Sample.Format.ps1xml", Format);
        ManifestPath = Write("Sample.psd1", Manifest);
    }

    public string ManifestPath { get; }

    /// <summary>How the host is told to run with this module.</summary>
    public string[] RunWords => ["run", "--module", ManifestPath];

    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
