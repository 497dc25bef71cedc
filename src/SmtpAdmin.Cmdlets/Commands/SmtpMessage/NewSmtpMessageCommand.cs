using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Composes messages without sending them, or reads them from files.</summary>
[Cmdlet(VerbsCommon.New, "SmtpMessage", DefaultParameterSetName = ComposeSet)]
[OutputType(typeof(SmtpMessage))]
public sealed class NewSmtpMessageCommand : MessageCmdlet
{
    private readonly MessageComposer _composer = new(TimeProvider.System);
    private IReadOnlyList<MessageDraft> _drafts = [];

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _drafts = [];
        try
        {
            _drafts = CreateDrafts();
        }
        catch (SmtpAdminException exception)
        {
            WriteError(ErrorCatalog.CreateRecord(exception, (object?)InputObject ?? Subject));
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (MessageDraft draft in _drafts)
        {
            try
            {
                await pipeline.WriteObjectAsync(_composer.Finish(draft)).ConfigureAwait(false);
            }
            catch (SmtpAdminException exception)
            {
                object? target = draft.File ?? (object?)InputObject ?? draft.Subject;
                await pipeline.WriteErrorAsync(exception, target).ConfigureAwait(false);
            }
        }
    }
}
