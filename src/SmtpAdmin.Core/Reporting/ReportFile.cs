using System;
using System.IO;
using System.Text;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Files;

namespace SmtpAdmin.Core.Reporting;

/// <summary>
/// Writes a report that is there whole or not at all. The charts in front need all domains, so their rows wait in a file
/// of their own: memory does not grow with them.
/// </summary>
internal sealed class ReportFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _spool;
    private readonly StreamWriter _rows;
    private readonly ReportTotals _totals = new();
    private MailDomainResult? _first;

    /// <param name="path">The report.</param>
    /// <exception cref="SmtpAdminException">OutputUnwritable: nothing can be written beside it.</exception>
    public ReportFile(string path)
    {
        _path = path;
        _spool = Guard(() => new FileStream(
            $"{path}.{Guid.NewGuid():N}.rows", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose));
        _rows = new StreamWriter(_spool, new UTF8Encoding(false));
    }

    /// <summary>Adds a domain.</summary>
    /// <exception cref="SmtpAdminException">OutputUnwritable, for example where the disk is full.</exception>
    public void Add(MailDomainResult result)
    {
        _totals.Add(result);
        if (_totals.Domains == 1)
        {
            // Whether it is the only one, and stands unfolded, is not known yet.
            _first = result;
            return;
        }

        Guard(() =>
        {
            WriteFirst(isOpen: false);
            DomainRow.Write(_rows, result, isOpen: false);
            return true;
        });
    }

    /// <summary>Puts the report in its place.</summary>
    /// <param name="title">The page's title.</param>
    /// <param name="now">The time that the page shows.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <exception cref="SmtpAdminException">OutputUnwritable: the file is there already, or cannot be written.</exception>
    public void Complete(string title, DateTimeOffset now, bool overwrite) => Guard(() =>
    {
        WriteFirst(isOpen: true);
        _rows.Flush();
        _spool.Position = 0;
        AtomicFile.Write(_path, overwrite, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), 16 * 1024, leaveOpen: true);
            ReportPage.WriteStart(writer, title, _totals, now);
            writer.Flush();
            _spool.CopyTo(stream);
            ReportPage.WriteEnd(writer);
        });
        return true;
    });

    /// <summary>Removes the rows that waited.</summary>
    public void Dispose() => _rows.Dispose();

    private void WriteFirst(bool isOpen)
    {
        if (_first is { } first)
        {
            DomainRow.Write(_rows, first, isOpen);
            _first = null;
        }
    }

    private T Guard<T>(Func<T> function)
    {
        try
        {
            return function();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            throw new SmtpAdminException(
                ErrorKind.OutputUnwritable,
                $"The report '{PrintableText.From(_path)}' cannot be written: {PrintableText.From(exception.Message)}",
                innerException: exception);
        }
    }
}
