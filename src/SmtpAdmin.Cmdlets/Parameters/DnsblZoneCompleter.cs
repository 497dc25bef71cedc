using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using SmtpAdmin.Core.Dns.Reading;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Completes the lists of bad senders that are known.</summary>
public sealed class DnsblZoneCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => DnsblLists.All
            .Select(list => new Completion(list.Zone, $"Names {list.Subjects}"))
            .Matching(wordToComplete);
}
