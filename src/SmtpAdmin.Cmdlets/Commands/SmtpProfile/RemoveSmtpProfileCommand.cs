using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Profiles;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Removes profiles, and the secrets that they keep beside them.</summary>
[Cmdlet(VerbsCommon.Remove, "SmtpProfile", SupportsShouldProcess = true)]
public sealed class RemoveSmtpProfileCommand : AsyncCmdlet
{
    /// <summary>The profiles' names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        ProfileStore store = new();
        foreach (string name in ProfileNames.Matching(store, Name))
        {
            if (!await pipeline.ShouldProcessAsync(name, "Remove profile and its stored secret").ConfigureAwait(false))
            {
                continue;
            }

            try
            {
                await store.RemoveAsync(name, cancellationToken).ConfigureAwait(false);
            }
            catch (SmtpAdminException exception)
            {
                await pipeline.WriteErrorAsync(exception, name).ConfigureAwait(false);
            }
        }
    }
}
