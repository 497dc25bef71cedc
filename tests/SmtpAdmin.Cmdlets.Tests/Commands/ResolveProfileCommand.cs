using System.Management.Automation;
using System.Net;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Profiles;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>Shows what a command gets that uses a profile.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "Profile")]
public sealed class ResolveProfileCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    public string Name { get; set; } = string.Empty;

    protected override void ProcessRecord()
    {
        try
        {
            NetworkCredential credential = ProfileSecret.Resolve(new ProfileStore().Read(Name), this)!;
            WriteObject($"{credential.UserName}:{credential.Password}");
        }
        catch (SmtpAdminException exception)
        {
            ThrowTerminatingError(new ErrorRecord(exception, exception.Kind.ToString(), ErrorCategory.NotSpecified, Name));
        }
    }
}
