using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Reporting;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Writes the results of domain tests into one HTML page that needs nothing else.</summary>
[Cmdlet(VerbsData.Export, "MailReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMailReportCommand : AsyncCmdlet
{
    // The file's path must not be taken for one of the provider at the current location.
    private const string FileSystem = @"Microsoft.PowerShell.Core\FileSystem::";

    private ReportFile? _report;
    private string _path = string.Empty;

    /// <summary>The results.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public MailDomainResult[] InputObject { get; set; } = [];

    /// <summary>The page's file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "FilePath")]
    public string Path { get; set; } = string.Empty;

    /// <summary>The page's title.</summary>
    [Parameter]
    public string Title { get; set; } = "Mail domains";

    /// <summary>Whether a file that is there is replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether the file is returned.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            _path = await pipeline.InvokeAsync(cmdlet => FilePath.Resolve(
                ((PSCmdlet)cmdlet).SessionState, Path, ErrorKind.OutputUnwritable)).ConfigureAwait(false);
            if (File.Exists(_path) && !Force)
            {
                throw new SmtpAdminException(
                    ErrorKind.OutputUnwritable, $"The file '{_path}' is there already; -Force replaces it.");
            }

            if (await pipeline.ShouldProcessAsync(_path, "Write report").ConfigureAwait(false))
            {
                _report = new ReportFile(_path);
            }
        }
        catch (SmtpAdminException exception)
        {
            throw new TerminatingErrorException(ErrorCatalog.CreateRecord(exception, Path));
        }
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        Attempt(report =>
        {
            foreach (MailDomainResult result in InputObject)
            {
                report.Add(result);
            }
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        Attempt(report => report.Complete(Title, DateTimeOffset.UtcNow, Force));
        if (PassThru && _report is not null)
        {
            // As Get-Item returns it: a plain FileInfo has no mode, owner and size in the view of PowerShell on Unix.
            await pipeline.WriteObjectAsync(await pipeline.InvokeAsync(
                cmdlet => ((PSCmdlet)cmdlet).InvokeProvider.Item.Get([FileSystem + _path], true, true).Single())
                .ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _report?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Attempt(Action<ReportFile> action)
    {
        if (_report is null)
        {
            return;
        }

        try
        {
            action(_report);
        }
        catch (SmtpAdminException exception)
        {
            throw new TerminatingErrorException(ErrorCatalog.CreateRecord(exception, Path));
        }
    }
}
