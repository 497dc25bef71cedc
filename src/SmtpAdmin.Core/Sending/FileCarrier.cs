using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Sending;

/// <summary>
/// Writes messages to files instead of sending them. A file appears under its name when it is whole: what picks up
/// files never finds half a message, and a full disk leaves none.
/// </summary>
internal sealed class FileCarrier : IMessageCarrier
{
    private const int BufferSize = 64 * 1024;

    private readonly IMessageFiles _files;

    public FileCarrier(IMessageFiles files)
    {
        _files = files;
    }

    public void Prepare(CancellationToken cancellationToken)
    {
    }

    public async Task<CarrierReport> SendAsync(
        OutgoingMessage message, IReadOnlyList<MailAddress> recipients, CancellationToken cancellationToken)
    {
        string path = _files.NextPath();
        try
        {
            await WriteAsync(path, message, recipients, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            string detail = $"'{PrintableText.From(path)}' cannot be written: {PrintableText.From(exception.Message)}";
            return RecipientRows.NotOffered(
                recipients, new SmtpAdminException(ErrorKind.OutputUnwritable, detail, innerException: exception));
        }

        return new CarrierReport
        {
            Recipients = recipients
                .Select(recipient => new RecipientResult { Address = recipient.Address, Status = RecipientStatus.Accepted })
                .ToArray(),
            Path = path,
        };
    }

    public Task CloseAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task WriteAsync(
        string path, OutgoingMessage message, IReadOnlyList<MailAddress> recipients, CancellationToken cancellationToken)
    {
        string temporary = path + ".tmp";
        try
        {
            using (var file = new FileStream(
                temporary, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, useAsync: true))
            {
                byte[] preamble = _files.CreatePreamble(message, recipients);
                await StreamBytes.WriteAsync(file, preamble, preamble.Length, cancellationToken).ConfigureAwait(false);
                await message.Content.WriteToAsync(file, cancellationToken).ConfigureAwait(false);
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            File.Delete(path);
            File.Move(temporary, path);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is reported is why the file could not be written.
        }
    }
}
