using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>The base of the cmdlets that work with the session's relays.</summary>
public abstract class RelayCmdlet : AsyncCmdlet
{
    // PowerShell makes the cmdlet on the runspace's own thread; the blocks run elsewhere.
    private readonly RelayRegistry _relays = RelayRegistry.ForCurrentRunspace();

    private protected RelayRegistry Relays => _relays;

    /// <summary>The relays whose names match; an error for each name without wildcards that matches none.</summary>
    private protected async Task<IReadOnlyList<KeyValuePair<string, IRunningRelay>>> FindRelaysAsync(
        AsyncPipeline pipeline, IReadOnlyList<string>? names)
    {
        IReadOnlyList<KeyValuePair<string, IRunningRelay>> all = Relays.List();
        if (names is null)
        {
            return all;
        }

        List<KeyValuePair<string, IRunningRelay>> found = [];
        foreach (string name in names)
        {
            WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            int before = found.Count;
            found.AddRange(all.Where(pair => pattern.IsMatch(pair.Key)).Except(found));
            if (found.Count == before && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                SmtpAdminException missing = new(ErrorKind.RelayNotFound, $"'{name}' was asked for.");
                await pipeline.WriteErrorAsync(missing, name).ConfigureAwait(false);
            }
        }

        return found;
    }
}
