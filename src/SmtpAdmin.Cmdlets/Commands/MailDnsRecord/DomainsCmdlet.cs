using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>
/// The base of the cmdlets that take many domains: works on some at the same time, and writes in the order of the input.
/// </summary>
public abstract class DomainsCmdlet : NameServerCmdlet
{
    private readonly LookupProgress _progress = new();
    private OrderedWork<Action>? _work;
    private int _given;
    private bool _isAll;

    /// <summary>The domains; an e-mail address stands for its domain.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "DomainName", "EmailAddress", "Mail")]
    public string[] Domain { get; set; } = [];

    /// <summary>The DKIM selectors; where none is named, the common ones are tried.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("DkimSelector")]
    [ArgumentCompleter(typeof(DkimSelectorCompleter))]
    public string[]? Selector { get; set; }

    /// <inheritdoc/>
    protected sealed override bool NeedsBlock => _given < Domain.Length;

    private protected abstract int Throttle { get; }

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        await base.BeginAsync(pipeline, cancellationToken).ConfigureAwait(false);
        _work = new OrderedWork<Action>(Throttle, StopToken);
    }

    /// <inheritdoc/>
    protected sealed override void Prepare()
    {
        _given = 0;
        Advance();
    }

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
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
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _work?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Makes the work for a domain, with the parameters as they are now: the next object of the pipeline may change them.
    /// What is wrong with the domain is no exception, so that the others go on.
    /// </summary>
    /// <returns>The work, which returns what is to be written; that is done on the pipeline's thread.</returns>
    private protected abstract Func<CancellationToken, Task<Action>> CreateWork(string domain);

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
            if (_work!.TryTake(out Action? write))
            {
                write();
                _progress.Show(this, _work.Finished, _work.Added, _isAll);
            }
            else if (NeedsBlock && !_work.IsFull)
            {
                _work.Add(CreateWork(Domain[_given++]));
            }
            else
            {
                return NeedsBlock;
            }
        }
    }
}
