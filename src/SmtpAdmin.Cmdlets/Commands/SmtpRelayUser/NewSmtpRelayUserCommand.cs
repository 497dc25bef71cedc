using System;
using System.Management.Automation;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Makes users for a relay, with the senders that they may name.</summary>
[Cmdlet(VerbsCommon.New, "SmtpRelayUser")]
[OutputType(typeof(SmtpRelayUser))]
public sealed class NewSmtpRelayUserCommand : AsyncCmdlet
{
    /// <summary>The name and the password to sign in with.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Credential]
    public PSCredential Credential { get; set; } = PSCredential.Empty;

    /// <summary>The addresses and domains that the user may send as; * for any.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string[] SendAs { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override bool NeedsBlock => false;

    /// <inheritdoc/>
    protected override void Prepare()
    {
        try
        {
            WriteObject(new SmtpRelayUser(Credential.GetNetworkCredential()) { SendAs = SendAs });
        }
        catch (ArgumentException exception)
        {
            SmtpAdminException invalid = new(ErrorKind.RelayUserInvalid, exception.Message, innerException: exception);
            WriteError(ErrorCatalog.CreateRecord(invalid, Credential.UserName));
        }
    }
}
