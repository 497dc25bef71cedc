using System;
using System.Diagnostics;
using System.Text;
using System.Threading;

namespace SmtpAdmin.Testing.Servers;

/// <summary>What went over the wire, for the message of a failed test.</summary>
internal sealed class Transcript
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public void Add(string who, string what)
    {
        lock (_lock)
        {
            _text.Append($"{_watch.ElapsedMilliseconds,6} ms {who} ").AppendLine(Escape(what));
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _text.ToString();
        }
    }

    private static string Escape(string text) =>
        text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
