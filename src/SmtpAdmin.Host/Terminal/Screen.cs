using System;
using System.IO;
using System.Management.Automation;
using System.Threading;

namespace SmtpAdmin.Host.Terminal;

/// <summary>
/// Standard output and standard error, and the progress line that may stand between them. Parallel blocks of a script
/// write from several threads, so one lock keeps lines whole.
/// </summary>
internal sealed class Screen : IDisposable
{
    private const int WidthWhenRedirected = 120;

    private readonly Lock _gate = new();
    private readonly ProgressLine? _progress;
    private bool _atLineStart = true;

    public Screen()
    {
        bool isTerminal = !Console.IsOutputRedirected && !Console.IsErrorRedirected;
        _progress = isTerminal ? new ProgressLine(Console.Error) : null;
        OutputTakesColour = !Console.IsOutputRedirected && ColourIsWelcome();
        ErrorTakesColour = !Console.IsErrorRedirected && ColourIsWelcome();
    }

    public bool OutputTakesColour { get; }

    public bool ErrorTakesColour { get; }

    /// <summary>The columns of the terminal; a file or pipe gets tables of a fixed width.</summary>
    public static int Width => !Console.IsOutputRedirected && Console.WindowWidth is > 0 and int width
        ? width
        : WidthWhenRedirected;

    public void Write(string text) => Write(Console.Out, text);

    public void WriteError(string text) => Write(Console.Error, text);

    public void WriteProgress(ProgressRecord record)
    {
        lock (_gate)
        {
            // A line that a script has begun is not drawn over.
            if (_atLineStart)
            {
                _progress?.Draw(record, Width);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _progress?.Clear();
        }
    }

    // https://no-color.org, and the terminals that understand no escape sequence.
    private static bool ColourIsWelcome()
        => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private void Write(TextWriter writer, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        lock (_gate)
        {
            _progress?.Clear();
            writer.Write(text);
            _atLineStart = text[^1] == '\n';
        }
    }
}
