using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using SmtpAdmin.Core.Dns.Reading;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Completes the DKIM selectors that many domains use.</summary>
public sealed class DkimSelectorCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CommonSelectors.All
            .Select(selector => new Completion(selector, "A selector that many domains use"))
            .Matching(wordToComplete);
}
