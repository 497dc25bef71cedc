using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Spf;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Evaluates SPF for a client's address, or lists the networks that a domain's record names.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MailSpf", DefaultParameterSetName = CheckSet)]
[OutputType(typeof(MailSpfResult), typeof(bool), ParameterSetName = [CheckSet])]
[OutputType(typeof(SpfNetworkEntry), ParameterSetName = [FlattenSet])]
public sealed class TestMailSpfCommand : NameServerCmdlet
{
    private const string CheckSet = "Check";
    private const string FlattenSet = "Flatten";

    private CachingDnsResolver? _cache;

    /// <summary>The domain; the sender's, or the HELO name where the sender is empty too.</summary>
    [Parameter(ParameterSetName = FlattenSet, Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = CheckSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "DomainName")]
    [AllowEmptyString]
    public string? Domain { get; set; }

    /// <summary>The address of the client that sends.</summary>
    [Parameter(ParameterSetName = CheckSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ClientIp", "SourceIp", "Address", "IP")]
    public string IpAddress { get; set; } = string.Empty;

    /// <summary>The address in MAIL FROM.</summary>
    [Parameter(ParameterSetName = CheckSet, ValueFromPipelineByPropertyName = true)]
    [Alias("MailFrom", "From")]
    public string? Sender { get; set; }

    /// <summary>The name that the client gives in HELO or EHLO.</summary>
    [Parameter(ParameterSetName = CheckSet, ValueFromPipelineByPropertyName = true)]
    [Alias("HeloName", "EhloName")]
    public string? Helo { get; set; }

    /// <summary>Returns only whether the result is Pass.</summary>
    [Parameter(ParameterSetName = CheckSet)]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Lists the networks instead.</summary>
    [Parameter(ParameterSetName = FlattenSet, Mandatory = true)]
    public SwitchParameter Flatten { get; set; }

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        await base.BeginAsync(pipeline, cancellationToken).ConfigureAwait(false);
        // Many rows of a file are about few domains.
        _cache = new CachingDnsResolver(Resolver);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            if (Flatten)
            {
                IReadOnlyList<SpfNetworkEntry> entries = await SpfFlattener
                    .FlattenAsync(_cache!, DomainName.Parse(Domain!), cancellationToken).ConfigureAwait(false);
                await pipeline.WriteObjectAsync(entries, enumerateCollection: true).ConfigureAwait(false);
                return;
            }

            MailSpfResult result = await new SpfEvaluator(_cache!, TimeProvider.System, Limits())
                .EvaluateAsync(Identity(), cancellationToken).ConfigureAwait(false);
            await pipeline.WriteObjectAsync(Quiet ? result.Result == SpfResult.Pass : result).ConfigureAwait(false);
        }
        catch (SmtpAdminException exception)
        {
            await pipeline.WriteErrorAsync(exception, Domain ?? Sender ?? Helo ?? IpAddress).ConfigureAwait(false);
        }
    }

    // A single answer may take as long as the user allows.
    private SpfLimits Limits()
    {
        SpfLimits standard = new();
        TimeSpan answer = TimeSpan.FromSeconds(TimeoutSec);
        return standard with { TimeLimit = answer > standard.TimeLimit ? answer : standard.TimeLimit };
    }

    private SpfIdentity Identity()
    {
        // A column of a CSV file without a value is an empty text.
        string? domain = string.IsNullOrWhiteSpace(Domain) ? null : DomainName.Parse(Domain!);
        if (domain is null && string.IsNullOrWhiteSpace(Sender) && string.IsNullOrWhiteSpace(Helo))
        {
            throw new SmtpAdminException(ErrorKind.DomainMissing, "No domain, no sender and no HELO name was given.");
        }

        return TryParseAddress(IpAddress.Trim(), out IPAddress? address)
            ? SpfIdentity.Create(address, domain, Sender, Helo)
            : throw new SmtpAdminException(
                ErrorKind.IpAddressInvalid, $"'{PrintableText.From(IpAddress)}' is not an IP address.");
    }

    // IPAddress also reads 1 and 127.1 as addresses, which here would be slips.
    private static bool TryParseAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && (text.IndexOf(':') >= 0 || text.Split('.').Length == 4);
}
