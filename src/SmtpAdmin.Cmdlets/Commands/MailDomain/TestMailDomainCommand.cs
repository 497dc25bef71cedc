using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Judging;
using SmtpAdmin.Core.Judging.Baselines;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Judges how a domain's mail is set up: what is wrong, why it matters, and what to publish instead.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MailDomain", SupportsShouldProcess = true)]
[OutputType(typeof(MailDomainResult), typeof(bool))]
public sealed class TestMailDomainCommand : AsyncCmdlet
{
    private readonly LookupProgress _progress = new();
    private readonly List<(string Domain, IReadOnlyList<MailDnsRecord> Records)> _states = [];
    private int _given;
    private bool _isAll;
    private OrderedWork<DomainTest>? _work;
    private DomainTester? _tester;
    private DnsResolver? _resolver;

    /// <summary>The domains; an e-mail address stands for its domain.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "DomainName", "EmailAddress", "Mail")]
    public string[] Domain { get; set; } = [];

    /// <summary>The DKIM selectors; where none is named, the common ones are tried.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("DkimSelector")]
    [ArgumentCompleter(typeof(DkimSelectorCompleter))]
    public string[]? Selector { get; set; }

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

    /// <summary>The name server to ask; the system's where none is named.</summary>
    [Parameter]
    [Alias("NameServer", "DnsServer")]
    public string? Server { get; set; }

    /// <summary>The name server's port, where -Server does not name one.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 53;

    /// <summary>How long one attempt to get an answer may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int TimeoutSec { get; set; } = 3;

    /// <summary>How many domains are tested at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 512)]
    public int ThrottleLimit { get; set; } = 32;

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        int? port = MyInvocation.BoundParameters.ContainsKey(nameof(Port)) ? Port : null;
        DomainBaseline? baseline = ReadBaseline();
        _resolver = await CommandResolver.CreateAsync(Server, port, TimeoutSec, cancellationToken).ConfigureAwait(false);
        _tester = new DomainTester(_resolver, baseline, TimeProvider.System);
        _work = new OrderedWork<DomainTest>(ThrottleLimit, StopToken);
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _given = 0;
        Advance();
    }

    /// <inheritdoc/>
    protected override bool NeedsBlock => _given < Domain.Length;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        while (NeedsBlock)
        {
            await AdvanceAsync(pipeline).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        _isAll = true;
        while (_work!.HasNext)
        {
            await AdvanceAsync(pipeline).ConfigureAwait(false);
        }

        _progress.End(pipeline);
        if (SaveBaseline is not null && await pipeline.ShouldProcessAsync(SaveBaseline, "Write baseline").ConfigureAwait(false))
        {
            await SaveAsync(pipeline).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _work?.Dispose();
            _resolver?.Dispose();
        }

        base.Dispose(disposing);
    }

    private DomainBaseline? ReadBaseline()
    {
        try
        {
            return Baseline is null ? null : DomainBaseline.Read(FilePath.Resolve(SessionState, Baseline));
        }
        catch (SmtpAdminException exception)
        {
            throw new TerminatingErrorException(ErrorCatalog.CreateRecord(exception, Baseline));
        }
    }

    private async Task<DomainTest> TestAsync(
        string domain, IReadOnlyList<string> selectors, bool isParked, CancellationToken cancellationToken)
    {
        try
        {
            MailDomainResult result = await _tester!.TestAsync(domain, selectors, isParked, cancellationToken)
                .ConfigureAwait(false);
            return new DomainTest(domain, result, null);
        }
        catch (SmtpAdminException exception)
        {
            return new DomainTest(domain, null, exception);
        }
    }

    private async Task AdvanceAsync(AsyncPipeline pipeline)
    {
        await _work!.WaitAsync().ConfigureAwait(false);
        await pipeline.InvokeAsync(_ => Advance()).ConfigureAwait(false);
    }

    // On the pipeline's thread, and as much at a time as can be done: a change of thread costs more than a result.
    private bool Advance()
    {
        while (true)
        {
            if (_work!.TryTake(out DomainTest? result))
            {
                Write(result);
                _progress.Show(this, _work.Finished, _work.Added, _isAll);
            }
            else if (NeedsBlock && !_work.IsFull)
            {
                Add(Domain[_given++]);
            }
            else
            {
                return NeedsBlock;
            }
        }
    }

    private void Add(string domain)
    {
        IReadOnlyList<string> selectors = Selector.Given();
        bool isParked = Parked;
        _work!.Add(stop => TestAsync(domain, selectors, isParked, stop));
    }

    private void Write(DomainTest result)
    {
        if (result.Result is { } found)
        {
            if (SaveBaseline is not null)
            {
                _states.Add((found.Domain, found.Records));
            }

            WriteObject(Quiet ? IsGood(found) : found);
        }

        if (result.Error is { } error)
        {
            WriteError(ErrorCatalog.CreateRecord(error, result.Item));
        }
    }

    private async Task SaveAsync(AsyncPipeline pipeline)
    {
        try
        {
            DomainBaseline.Write(FilePath.Resolve(SessionState, SaveBaseline!), _states, Force);
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
