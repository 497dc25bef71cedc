using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Checks;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Tests a mail server as a client would meet it: connection, greeting, EHLO, STARTTLS, certificate.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SmtpServer")]
[OutputType(typeof(SmtpServerTestResult), typeof(bool))]
public sealed class TestSmtpServerCommand : AsyncCmdlet
{
    /// <summary>The servers, as host or host:port.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SmtpServer", "ComputerName", "Exchange", "HostName")]
    public SmtpEndpoint[] Server { get; set; } = [];

    /// <summary>The port, where -Server does not name one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    [ArgumentCompleter(typeof(SmtpPortCompleter))]
    public int Port { get; set; }

    /// <summary>How the connection is to be protected.</summary>
    [Parameter]
    public SmtpSecurity Security { get; set; }

    /// <summary>The name to greet the server with; the machine's where none is given.</summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?$")]
    public string? EhloName { get; set; }

    /// <summary>How long each step may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 15;

    /// <summary>Returns only whether no check failed and none is unknown.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (SmtpEndpoint server in Server)
        {
            SmtpServerTestOptions options = new()
            {
                Server = new SmtpEndpoint(server.Host, server.Port ?? (Port == 0 ? null : Port)),
                Security = Security,
                LocalName = EhloName,
                StepTimeout = TimeSpan.FromSeconds(TimeoutSec),
            };
            SmtpServerTestResult result = await SmtpServerTester.TestAsync(options, cancellationToken).ConfigureAwait(false);
            object output = Quiet ? result.Status is CheckStatus.Pass or CheckStatus.Warn : result;
            await pipeline.WriteObjectAsync(output).ConfigureAwait(false);
        }
    }
}
