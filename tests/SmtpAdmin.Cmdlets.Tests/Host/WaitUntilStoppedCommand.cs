using System;
using System.Management.Automation;
using System.Threading;

namespace SmtpAdmin.Cmdlets.Tests.Host;

/// <summary>A compiled cmdlet that blocks until the pipeline is stopped, as a wait for the network does.</summary>
[Cmdlet(VerbsLifecycle.Wait, "UntilStopped")]
public sealed class WaitUntilStoppedCommand : PSCmdlet, IDisposable
{
    private readonly ManualResetEventSlim _stopped = new();

    /// <inheritdoc/>
    public void Dispose() => _stopped.Dispose();

    /// <inheritdoc/>
    protected override void ProcessRecord() => _stopped.Wait(CancellationToken.None);

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopped.Set();
}
