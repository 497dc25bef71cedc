using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Host.Terminal;

/// <summary>Standard input, a line at a time: typed, or from a file or pipe.</summary>
internal sealed class KeyboardInput(Screen screen, CancellationToken stop)
{
    public string ReadLine() => Await(static () => Console.In.ReadLine()) ?? throw InputEnded();

    /// <summary>Reads what must not be shown: masked at a terminal, and never written back from a pipe.</summary>
    public SecureString ReadSecret()
    {
        if (!Console.IsInputRedirected)
        {
            return Await(() => MaskedInput.Read(static () => Console.ReadKey(intercept: true), screen.Write));
        }

        SecureString secret = MaskedInput.Protect(ReadLine());
        // Nobody pressed Enter, so the prompt's line is ended here.
        screen.Write(Environment.NewLine);
        return secret;
    }

    private static HostException InputEnded()
        => new("Input ended before an answer was given.", new EndOfStreamException(), "InputEnded", ErrorCategory.ReadError);

    // A console read cannot be cancelled. It is left behind on a thread of the pool, which does not hold up the exit.
    private T Await<T>(Func<T> read)
    {
        try
        {
            return Task.Run(read, stop).WaitAsync(stop).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
