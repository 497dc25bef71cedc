using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace SmtpAdmin.Host.Engine;

/// <summary>
/// Ctrl+C and SIGTERM. The first asks the pipeline to stop, so that <c>finally</c> blocks run and the module is
/// removed; the second means that this takes too long, and ends the process where it stands.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interrupts()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => Handle(c, Host.ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => Handle(c, Host.ExitCode.Terminated));
    }

    public CancellationToken Stop => _stop.Token;

    /// <summary>What the process ends with, or null where nothing interrupted it.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (_stop.IsCancellationRequested)
        {
            Environment.Exit(exitCode);
        }

        ExitCode = exitCode;
        _stop.Cancel();
    }
}
