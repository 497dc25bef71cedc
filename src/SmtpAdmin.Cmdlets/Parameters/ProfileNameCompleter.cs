using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using SmtpAdmin.Core.Profiles;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Completes the names of the user's profiles.</summary>
public sealed class ProfileNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return new ProfileStore().ListNames().Select(name => new Completion(name, "A stored profile")).Matching(wordToComplete);
        }
        catch (SmtpAdminException)
        {
            // Where the folder cannot be read there is nothing to offer; the command itself will say why.
            return [];
        }
    }
}
