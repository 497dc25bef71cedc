using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Dns.Building;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Makes key pairs for DKIM: the private half in a file, the public half as a record to publish.</summary>
[Cmdlet(VerbsCommon.New, "MailDkimKey", SupportsShouldProcess = true)]
[OutputType(typeof(MailDkimKey))]
public sealed class NewMailDkimKeyCommand : AsyncCmdlet
{
    private string _path = string.Empty;

    /// <summary>The domains that sign; an e-mail address stands for its domain.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("DomainName", "EmailAddress")]
    public string[] Domain { get; set; } = [];

    /// <summary>The selector.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DkimSelectorCompleter))]
    public string Selector { get; set; } = string.Empty;

    /// <summary>The file for the private key, or a folder for files named after their keys.</summary>
    [Parameter(Position = 2)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = ".";

    /// <summary>The algorithm.</summary>
    [Parameter]
    [ValidateSet("rsa", "ed25519")]
    public string Algorithm { get; set; } = DkimPublicKey.Rsa;

    /// <summary>The length of an RSA key in bits.</summary>
    [Parameter]
    [ValidateSet("2048", "4096")]
    public int KeySize { get; set; } = 2048;

    /// <summary>The zone that holds the record.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ZoneName { get; set; }

    /// <summary>How long resolvers may keep the record, in seconds.</summary>
    [Parameter]
    [ValidateRange(0, 604800)]
    public int TimeToLiveSec { get; set; } = 3600;

    /// <summary>Whether a file that is there is replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private bool IsRsa => string.Equals(Algorithm, DkimPublicKey.Rsa, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void Prepare()
    {
        try
        {
            _path = FilePath.Resolve(SessionState, Path, ErrorKind.OutputUnwritable);
        }
        catch (SmtpAdminException exception)
        {
            ThrowTerminatingError(ErrorCatalog.CreateRecord(exception, Path));
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (string domain in Domain)
        {
            try
            {
                await MakeAsync(pipeline, domain).ConfigureAwait(false);
            }
            catch (SmtpAdminException exception)
            {
                await pipeline.WriteErrorAsync(exception, domain).ConfigureAwait(false);
            }
        }
    }

    private async Task MakeAsync(AsyncPipeline pipeline, string domain)
    {
        if (!IsRsa && MyInvocation.BoundParameters.ContainsKey(nameof(KeySize)))
        {
            throw new SmtpAdminException(ErrorKind.RecordValueInvalid, "An Ed25519 key has one length: -KeySize is for RSA.");
        }

        var pair = new DkimKeyPair(
            new RecordPlace(domain, ZoneName, TimeSpan.FromSeconds(TimeToLiveSec)), Selector, _path);
        if (await pipeline.ShouldProcessAsync(pair.Path, Force ? "Make a DKIM key, replacing a file" : "Make a DKIM key")
            .ConfigureAwait(false))
        {
            MailDkimKey key = pair.Make(IsRsa ? KeySize : null, Force);
            await pipeline.WriteObjectAsync(key).ConfigureAwait(false);
        }
    }
}
