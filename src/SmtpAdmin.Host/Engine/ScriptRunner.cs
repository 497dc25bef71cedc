using System;
using System.Management.Automation;
using System.Threading;
using SmtpAdmin.Host.Terminal;

namespace SmtpAdmin.Host.Engine;

/// <summary>Runs one target to its end or until it is stopped, and says how it ended as <c>pwsh</c> would.</summary>
internal sealed class ScriptRunner(EngineSession session, EngineHost host, ErrorPrinter errors)
{
    // The engine keeps $? after a pipeline only where the pipeline counts as typed.
    private static readonly PSInvocationSettings s_keepSuccess = new() { AddToHistory = true };

    public int Run(ScriptTarget target, CancellationToken stop)
    {
        using PowerShell shell = PowerShell.Create(session.Runspace);
        shell.Commands.AddCommand(target.Command).AddCommand("Out-Default");
        ReadStreams(shell.Streams);
        ScriptExit.EndsHost(session.Runspace, !target.LastCommandDecides);
        // Not Stop(): it waits for the pipeline, and a signal's handler must not.
        using CancellationTokenRegistration registration = stop.Register(() => shell.BeginStop(null, null));
        try
        {
            shell.Invoke(null, s_keepSuccess);
        }
        catch (Exception e) when (stop.IsCancellationRequested && IsStop(e))
        {
            return ExitCode.Interrupted;
        }
        catch (RuntimeException e)
        {
            errors.Print(e.ErrorRecord);
            return ExitCode.Failure;
        }

        return host.ExitCode ?? (target.LastCommandDecides && !LastCommandSucceeded() ? ExitCode.Failure : ExitCode.Success);
    }

    // Stopped while it ran, or before it began.
    private static bool IsStop(Exception e) => e is PipelineStoppedException or InvalidPowerShellStateException;

    // The user interface has shown the others; all would pile up here while a long script runs.
    private void ReadStreams(PSDataStreams streams)
    {
        Read(streams.Error, errors.Print);
        Read(streams.Warning, Ignore);
        Read(streams.Verbose, Ignore);
        Read(streams.Debug, Ignore);
        Read(streams.Information, Ignore);
        Read(streams.Progress, Ignore);
    }

    private static void Read<T>(PSDataCollection<T> stream, Action<T> use)
        => stream.DataAdded += (_, _) =>
        {
            foreach (T item in stream.ReadAll())
            {
                use(item);
            }
        };

    private static void Ignore<T>(T item)
    {
        // Taking it out of its stream was all.
    }

    private bool LastCommandSucceeded() => session.Runspace.SessionStateProxy.GetVariable("?") is true;
}
