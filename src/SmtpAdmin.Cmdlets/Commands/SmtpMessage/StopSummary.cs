using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SmtpAdmin.Core.Sending;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>
/// Says, when the user has stopped the command, what became of the messages whose results could not be written any
/// more: PowerShell takes no output from a stopped pipeline.
/// </summary>
internal static class StopSummary
{
    private const int MaximumNames = 10;

    /// <summary>The sentences for the host, or null where every message handed over was written.</summary>
    /// <param name="output">What was handed over and written.</param>
    /// <param name="unwritten">What was done with and not written.</param>
    public static string? Create(SendOutput output, IReadOnlyList<SendCompletion> unwritten)
    {
        if (output.Outstanding == 0)
        {
            return null;
        }

        List<SmtpSendResult> sent = Select(unwritten, SendStatus.Sent, SendStatus.PartiallySent);
        List<SmtpSendResult> unknown = Select(unwritten, SendStatus.Unknown);
        long written = output.Submitted - output.Outstanding;
        return string.Format(
            CultureInfo.CurrentCulture,
            "Send-SmtpMessage was stopped. Of {0} messages, {1} results were written. Of the others, {2} were sent{3}, "
            + "{4} may have been{5}, and {6} were not.",
            output.Submitted,
            written,
            sent.Count,
            Names(sent),
            unknown.Count,
            Names(unknown),
            output.Outstanding - sent.Count - unknown.Count);
    }

    private static List<SmtpSendResult> Select(IReadOnlyList<SendCompletion> unwritten, params SendStatus[] states) =>
        unwritten
            .Select(completion => completion.Result)
            .OfType<SmtpSendResult>()
            .Where(result => states.Contains(result.Status))
            .ToList();

    private static string Names(List<SmtpSendResult> results)
    {
        if (results.Count == 0)
        {
            return string.Empty;
        }

        IEnumerable<string> names = results.Take(MaximumNames).Select(
            result => $"{result.Recipients[0].Address} ({result.MessageId})");
        return $": {string.Join(", ", names)}{(results.Count > MaximumNames ? ", ..." : string.Empty)}";
    }
}
