using System;
using System.Management.Automation;
using System.Text;

namespace SmtpAdmin.Host.Terminal;

/// <summary>An error on stderr: who says it and what, where in the script, what to do, and the id to look up.</summary>
internal sealed class ErrorPrinter(Screen screen)
{
    private const string Red = "\x1b[31;1m";
    private const string Reset = "\x1b[0m";

    public void Print(ErrorRecord record) => screen.WriteError(Format(record, screen.ErrorTakesColour));

    internal static string Format(ErrorRecord record, bool inColour)
    {
        string message = record.ErrorDetails?.Message ?? record.Exception.Message;
        string? action = record.ErrorDetails?.RecommendedAction;
        StringBuilder text = new();
        text.Append(inColour ? $"{Red}{SourceOf(record)}:{Reset} " : $"{SourceOf(record)}: ");
        text.AppendLine(Indented(message));
        AppendPart(text, "At", PositionOf(record));
        AppendPart(text, "Recommended action", action);
        AppendPart(text, "Error id", record.FullyQualifiedErrorId);
        return text.ToString();
    }

    private static string SourceOf(ErrorRecord record)
    {
        string? command = record.InvocationInfo?.MyCommand?.Name;
        // A command line has no name: the engine gives its whole text.
        return string.IsNullOrWhiteSpace(command) || command.Contains(' ', StringComparison.Ordinal)
            ? "Error"
            : SafeText.OneLine(command);
    }

    private static string? PositionOf(ErrorRecord record)
        => record.InvocationInfo is { ScriptName.Length: > 0 } invocation
            ? $"{invocation.ScriptName}:{invocation.ScriptLineNumber}"
            : null;

    private static void AppendPart(StringBuilder text, string label, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            text.Append("  ").Append(label).Append(": ").AppendLine(Indented(value));
        }
    }

    // Lines after the first stand under their label.
    private static string Indented(string value)
        => SafeText.Lines(value.Trim()).Replace("\n", Environment.NewLine + "    ", StringComparison.Ordinal);
}
