using System;
using System.Globalization;
using System.IO;
using System.Text;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Files;

namespace SmtpAdmin.Core.Smtp;

/// <summary>
/// Writes a transcript to the end of a file, a line for each entry:
/// <code>2026-01-02T03:04:05.678Z 3 C: MAIL FROM:&lt;a@example.com&gt;</code>
/// A file that it makes is its owner's alone.
/// </summary>
internal sealed class TranscriptFile : ISmtpTranscript, IDisposable
{
    // RFC 5321, section 4.5.3.1.5, knows no reply line over 512; what is longer is no longer for reading.
    private const int MaximumText = 1000;

    private readonly object _lock = new();
    private readonly string _path;
    private readonly StreamWriter _writer;
    private bool _isDisposed;

    private TranscriptFile(string path, Stream stream)
    {
        _path = path;
        _writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>
    /// Why the file ends early, an error of kind OutputUnwritable; null where it does not. Mail goes on without it.
    /// </summary>
    public SmtpAdminException? Failure { get; private set; }

    /// <exception cref="SmtpAdminException">OutputUnwritable: the file cannot be opened for writing.</exception>
    public static TranscriptFile Open(string path)
    {
        try
        {
            return new TranscriptFile(path, OwnerOnly.OpenForAppending(path));
        }
        catch (Exception failure) when (IsFileFailure(failure) || failure is ArgumentException or NotSupportedException)
        {
            throw Unwritable(path, failure);
        }
    }

    public void Write(in TranscriptEntry entry)
    {
        string line = Format(entry);
        lock (_lock)
        {
            if (_isDisposed || Failure is not null)
            {
                return;
            }

            try
            {
                _writer.WriteLine(line);
            }
            catch (Exception failure) when (IsFileFailure(failure))
            {
                Failure = Unwritable(_path, failure);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            try
            {
                _writer.Dispose();
            }
            catch (Exception failure) when (IsFileFailure(failure))
            {
                Failure ??= Unwritable(_path, failure);
            }
        }
    }

    private static string Format(in TranscriptEntry entry)
    {
        string source = entry.Source switch
        {
            TranscriptSource.Client => "C:",
            TranscriptSource.Server => "S:",
            _ => "--",
        };
        string at = entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string text = PrintableText.From(entry.Text, MaximumText);
        return string.Format(CultureInfo.InvariantCulture, "{0} {1} {2} {3}", at, entry.Connection, source, text);
    }

    private static bool IsFileFailure(Exception failure) => failure is IOException or UnauthorizedAccessException
        or System.Security.SecurityException;

    private static SmtpAdminException Unwritable(string path, Exception failure) => new(
        ErrorKind.OutputUnwritable,
        $"The transcript {PrintableText.From(path)} cannot be written: {PrintableText.From(failure.Message)}",
        innerException: failure);
}
