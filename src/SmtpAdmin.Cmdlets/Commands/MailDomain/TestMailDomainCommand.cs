using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Judging;
using SmtpAdmin.Core.Judging.Baselines;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Judges how a domain's mail is set up: what is wrong, why it matters, and what to publish instead.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MailDomain", SupportsShouldProcess = true)]
[OutputType(typeof(MailDomainResult), typeof(bool))]
public sealed class TestMailDomainCommand : DomainsCmdlet
{
    private readonly List<(string Domain, IReadOnlyList<MailDnsRecord> Records)> _states = [];
    private DomainTester? _tester;

    /// <summary>Judges the domains as ones that send and take no mail.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Parked { get; set; }

    /// <summary>A file with the wanted state, to compare with; -SaveBaseline writes one.</summary>
    [Parameter]
    public string? Baseline { get; set; }

    /// <summary>The file to write the present state of the domains to, as a baseline.</summary>
    [Parameter]
    public string? SaveBaseline { get; set; }

    /// <summary>Overwrites the file of -SaveBaseline.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns only whether nothing failed and nothing that matters stayed unknown.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>How many domains are tested at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 512)]
    public int ThrottleLimit { get; set; } = 32;

    private protected override int Throttle => ThrottleLimit;

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        DomainBaseline? baseline = await ReadBaselineAsync(pipeline).ConfigureAwait(false);
        await base.BeginAsync(pipeline, cancellationToken).ConfigureAwait(false);
        _tester = new DomainTester(Resolver, baseline, TimeProvider.System, savesState: SaveBaseline is not null);
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        await base.EndAsync(pipeline, cancellationToken).ConfigureAwait(false);
        if (SaveBaseline is not null && await pipeline.ShouldProcessAsync(SaveBaseline, "Write baseline").ConfigureAwait(false))
        {
            await SaveAsync(pipeline).ConfigureAwait(false);
        }
    }

    private protected override Func<CancellationToken, Task<Action>> CreateWork(string domain)
    {
        IReadOnlyList<string> selectors = Selector.Given();
        bool isParked = Parked;
        return async stop =>
        {
            try
            {
                MailDomainResult result = await _tester!.TestAsync(domain, selectors, isParked, stop).ConfigureAwait(false);
                return () => Write(result);
            }
            catch (SmtpAdminException exception)
            {
                return () => WriteError(ErrorCatalog.CreateRecord(exception, domain));
            }
        };
    }

    private void Write(MailDomainResult result)
    {
        if (SaveBaseline is not null)
        {
            _states.Add((result.Domain, result.Records));
        }

        WriteObject(Quiet ? IsGood(result) : result);
    }

    // The session's drives belong to the pipeline's thread.
    private async Task<DomainBaseline?> ReadBaselineAsync(AsyncPipeline pipeline)
    {
        if (Baseline is null)
        {
            return null;
        }

        try
        {
            return DomainBaseline.Read(await ResolveAsync(pipeline, Baseline).ConfigureAwait(false));
        }
        catch (SmtpAdminException exception)
        {
            throw new TerminatingErrorException(ErrorCatalog.CreateRecord(exception, Baseline));
        }
    }

    private Task<string> ResolveAsync(AsyncPipeline pipeline, string path) =>
        pipeline.InvokeAsync(_ => FilePath.Resolve(SessionState, path));

    private async Task SaveAsync(AsyncPipeline pipeline)
    {
        try
        {
            string path = await ResolveAsync(pipeline, SaveBaseline!).ConfigureAwait(false);
            DomainBaseline.Write(path, _states, Force);
            foreach ((string domain, IReadOnlyList<MailDnsRecord> records) in _states)
            {
                WarnOfUnknown(pipeline, domain, DomainState.Of(records).Unknown);
            }
        }
        catch (SmtpAdminException exception)
        {
            await pipeline.WriteErrorAsync(exception, SaveBaseline).ConfigureAwait(false);
        }
    }

    // What is not in the file is not compared with either, and would be missed.
    private static void WarnOfUnknown(AsyncPipeline pipeline, string domain, IReadOnlyCollection<string> unknown)
    {
        if (unknown.Count > 0)
        {
            pipeline.WriteWarning(
                $"The baseline of {domain} is without {string.Join(", ", unknown)}, which could not be read.");
        }
    }

    private static bool IsGood(MailDomainResult result) => result.Status is CheckStatus.Pass or CheckStatus.Warn;
}
