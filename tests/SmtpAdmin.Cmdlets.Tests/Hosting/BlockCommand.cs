using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;

namespace SmtpAdmin.Cmdlets.Tests.Hosting;

/// <summary>A cmdlet whose one block does what the test says.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Block", SupportsShouldProcess = true)]
public sealed class BlockCommand : AsyncCmdlet
{
    [Parameter(Mandatory = true)]
    public string Block { get; set; } = string.Empty;

    [Parameter(Mandatory = true)]
    public Func<AsyncPipeline, CancellationToken, Task> Action { get; set; } = null!;

    [Parameter]
    public Action? OnDispose { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
        => RunIf("Begin", pipeline, cancellationToken);

    protected override Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
        => RunIf("Process", pipeline, cancellationToken);

    protected override Task EndAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
        => RunIf("End", pipeline, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        OnDispose?.Invoke();
        base.Dispose(disposing);
    }

    private Task RunIf(string block, AsyncPipeline pipeline, CancellationToken cancellationToken)
        => block == Block ? Action(pipeline, cancellationToken) : Task.CompletedTask;
}
