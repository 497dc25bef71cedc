using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using SmtpAdmin.Cmdlets.Hosting;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Completes the names of the session's relays.</summary>
public sealed class RelayNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => RelayRegistry.ForCurrentRunspace().List()
            .Select(pair => new Completion(pair.Key, $"{pair.Value.Mode} relay on {pair.Value.EndPoint}"))
            .Matching(wordToComplete);
}
