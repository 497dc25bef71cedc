using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Completes the ports on which mail servers listen.</summary>
public sealed class SmtpPortCompleter : IArgumentCompleter
{
    private static readonly Completion[] s_ports =
    [
        new("25", "SMTP between servers (RFC 5321)"),
        new("587", "Submission, with STARTTLS (RFC 6409)"),
        new("465", "Submission over implicit TLS (RFC 8314)"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => s_ports.Matching(wordToComplete);
}
