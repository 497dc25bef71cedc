using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Profiles;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Lists the user's profiles; never their secrets.</summary>
[Cmdlet(VerbsCommon.Get, "SmtpProfile")]
[OutputType(typeof(SmtpProfile))]
public sealed class GetSmtpProfileCommand : AsyncCmdlet
{
    /// <summary>The profiles' names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        ProfileStore store = new();
        foreach (string name in ProfileNames.Matching(store, Name ?? ["*"]))
        {
            SmtpProfile profile;
            try
            {
                profile = store.Read(name);
            }
            catch (SmtpAdminException exception)
            {
                await pipeline.WriteErrorAsync(exception, name).ConfigureAwait(false);
                continue;
            }

            await pipeline.WriteObjectAsync(profile).ConfigureAwait(false);
        }
    }
}
