using System.Management.Automation;
using SmtpAdmin.Core.Status;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Says what a mail server's status means, from whatever it stands in.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "SmtpStatus")]
[OutputType(typeof(SmtpStatus))]
public sealed class ResolveSmtpStatusCommand : PSCmdlet
{
    /// <summary>A reply, an error, a send result, a line of a log or a bounce.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Status", "Reply")]
    [AllowEmptyString]
    public PSObject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject input in InputObject)
        {
            foreach (object source in StatusSources.Of(input.BaseObject))
            {
                WriteObject(source is SmtpReply reply ? StatusResolver.Resolve(reply) : StatusResolver.Resolve((string)source));
            }
        }
    }
}
