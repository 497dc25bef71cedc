using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Files;

namespace SmtpAdmin.Core.Judging.Baselines;

/// <summary>The file of a baseline, which is there whole or not at all.</summary>
internal static class BaselineFile
{
    /// <summary>The largest file that is read or written: about ten thousand domains.</summary>
    public const int MaxSize = 16 * 1024 * 1024;

    private static readonly JsonWriterOptions s_options = new()
    {
        Indented = true,
        // The file is edited by hand and never a part of a page: keys in base64 keep their plus signs.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Returns the file's text: UTF-8, or what its byte order mark says.</summary>
    /// <exception cref="SmtpAdminException">BaselineInvalid: it cannot be read, is too large or no text.</exception>
    public static string Read(string path)
    {
        try
        {
            byte[] content = AtomicFile.Read(path, MaxSize)
                ?? throw Invalid(path, FormattableString.Invariant($"it is larger than {MaxSize} bytes"), null);
            using var reader = new StreamReader(
                new MemoryStream(content), new UTF8Encoding(false, throwOnInvalidBytes: true), true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException exception)
        {
            throw Invalid(path, "it is not UTF-8", exception);
        }
        catch (Exception exception) when (IsFileFailure(exception))
        {
            throw Invalid(path, PrintableText.From(exception.Message), exception);
        }
    }

    /// <summary>The error that a file is no baseline.</summary>
    public static SmtpAdminException Invalid(string path, string reason, Exception? inner) => new(
        ErrorKind.BaselineInvalid,
        $"The baseline '{PrintableText.From(path)}' cannot be used: {reason.TrimEnd('.')}.",
        innerException: inner);

    /// <summary>Writes the states beside the file and puts them in its place.</summary>
    /// <exception cref="SmtpAdminException">
    /// OutputUnwritable: the file is there already, cannot be written, or would be larger than what is read.
    /// </exception>
    public static void Write(string path, IEnumerable<(string Domain, DomainState State)> states, bool overwrite)
    {
        try
        {
            AtomicFile.Write(path, overwrite, stream => WriteText(stream, states));
        }
        catch (Exception exception) when (IsFileFailure(exception))
        {
            throw new SmtpAdminException(
                ErrorKind.OutputUnwritable,
                $"The baseline '{PrintableText.From(path)}' cannot be written: {PrintableText.From(exception.Message)}",
                innerException: exception);
        }
    }

    private static void WriteText(Stream stream, IEnumerable<(string Domain, DomainState State)> states)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var writer = new Utf8JsonWriter(stream, s_options);
        writer.WriteStartObject();
        writer.WriteNumber(BaselineJson.VersionName, BaselineJson.Version);
        writer.WriteStartObject(BaselineJson.DomainsName);
        foreach ((string given, DomainState state) in states)
        {
            string domain = DomainName.Parse(given);
            if (!names.Add(domain))
            {
                continue;
            }

            writer.WriteStartObject(domain);
            foreach (KeyValuePair<string, string?> pair in state.Values)
            {
                // A longer one would make the file one that is not read.
                if (pair.Value is not { Length: > BaselineJson.MaxValueLength })
                {
                    writer.WriteString(pair.Key, pair.Value);
                }
            }

            writer.WriteEndObject();
            writer.Flush();
            RequireSize(stream);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        RequireSize(stream);
    }

    private static void RequireSize(Stream stream)
    {
        if (stream.Length > MaxSize)
        {
            throw new IOException(FormattableString.Invariant($"It would have more than {MaxSize} bytes."));
        }
    }

    private static bool IsFileFailure(Exception exception) => exception is IOException
        or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
