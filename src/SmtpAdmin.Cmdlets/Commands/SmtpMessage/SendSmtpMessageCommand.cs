using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Sending;
using SmtpAdmin.Core.Signing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Sends messages: one from the parameters, one for each object of the pipeline, or those of files.</summary>
[Cmdlet(
    VerbsCommunications.Send,
    "SmtpMessage",
    DefaultParameterSetName = ComposeSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SmtpSendResult))]
public sealed class SendSmtpMessageCommand : DeliveryCmdlet
{
    // The parameters that are no text, by the names under which a row may give them.
    private static readonly (string, string)[] s_typed =
    [
        (nameof(Priority), nameof(Priority)), (nameof(Security), nameof(Security)), (nameof(Port), nameof(Port)),
        (nameof(Server), nameof(Server)), ("SmtpServer", nameof(Server)), (nameof(Date), nameof(Date)),
        (nameof(Encoding), nameof(Encoding)), (nameof(Header), nameof(Header)), (nameof(Credential), nameof(Credential)),
        (nameof(DeliveryNotificationOption), nameof(DeliveryNotificationOption)),
        (nameof(DeliveryReturn), nameof(DeliveryReturn)), (nameof(InlineAttachment), nameof(InlineAttachment)),
    ];

    private readonly PipelineInbox _inbox = new();
    private readonly SendProgress _progress = new();
    private readonly List<SendCompletion> _unwritten = [];
    private DeliverySettings? _settings;
    private SendRoutes? _routes;
    private MessageSigner? _signer;
    private MessageComposer? _composer;
    private TranscriptFile? _transcript;
    private SendOutput? _output;
    private SendPool? _pool;
    private CancellationTokenRegistration _stop;
    private bool _isClosed;

    /// <summary>Writes the results in the order of the input, instead of as the messages are done with.</summary>
    [Parameter]
    public SwitchParameter InOrder { get; set; }

    /// <summary>How many messages are expected, for the progress display.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long ExpectedCount { get; set; }

    /// <summary>The file that is told what goes over the connections, secrets masked.</summary>
    [Parameter]
    public string? Transcript { get; set; }

    /// <summary>The keys to sign with by DKIM.</summary>
    [Parameter]
    public SmtpDkimKey[]? DkimKey { get; set; }

    /// <summary>The certificate to sign with by S/MIME.</summary>
    [Parameter]
    public SmtpCertificate? SigningCertificate { get; set; }

    /// <summary>The certificates of the recipients, to encrypt for by S/MIME.</summary>
    [Parameter]
    public SmtpCertificate[]? EncryptionCertificate { get; set; }

    /// <inheritdoc/>
    protected override bool NeedsBlock => _output is { } output && output.Outstanding >= MaximumOutstanding;

    // As many as keep every connection busy while the pipeline's next objects are bound; the memory holds no more.
    private int MaximumOutstanding => Math.Max(64, 16 * (_settings?.MaxConnections ?? 1));

    /// <inheritdoc/>
    protected override void PrepareCommand()
    {
        base.PrepareCommand();
        _ = ComposingRehearsal.Start();
        Start();
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        try
        {
            PropertyValues.Check(InputObject, MyInvocation.BoundParameters, s_typed);
            SendRoute route = _routes!.Find();
            foreach (MessageDraft draft in CreateDrafts())
            {
                Submit(route, WithSender(draft));
            }
        }
        catch (SmtpAdminException exception)
        {
            WriteError(ErrorCatalog.CreateRecord(exception, Target));
        }

        _inbox.Run();
        ShowProgress(isComplete: false);
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken) =>
        DrainAsync(pipeline, MaximumOutstanding / 2, isComplete: false, cancellationToken);

    /// <inheritdoc/>
    protected override async Task EndAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        if (_pool is null)
        {
            return;
        }

        await DrainAsync(pipeline, 0, isComplete: true, cancellationToken).ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        await pipeline.InvokeAsync(_ =>
        {
            _progress.End(this);
            return true;
        }).ConfigureAwait(false);
        if (_transcript?.Failure is { } failure)
        {
            await pipeline.WriteErrorAsync(failure, Transcript).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _pool is { } pool && !_isClosed)
        {
            // The pipeline was stopped, or ended by an error that the user made terminating.
            pool.Cancel();
            Task.Run(CloseAsync).GetAwaiter().GetResult();
            _inbox.Run();
            if (_output is { } output && StopSummary.Create(output, [.. output.Unwritten, .. _unwritten]) is { } summary)
            {
                Host.UI.WriteWarningLine(summary);
            }
        }

        base.Dispose(disposing);
    }

    // The object itself: what lies under a custom object is empty.
    private object Target => InputObject switch
    {
        null => string.Join(", ", To ?? []),
        { BaseObject: PSCustomObject } custom => custom,
        { } other => other.BaseObject,
    };

    // What none of the messages could do without is found out once, and ends the command.
    private void Start()
    {
        try
        {
            _settings = new DeliverySettings(this);
            _signer = CreateSigner();
            _transcript = Transcript is null ? null : TranscriptFile.Open(FilePath.Resolve(SessionState, Transcript));
            _routes = new SendRoutes(this, _settings, _inbox, _transcript);
        }
        catch (SmtpAdminException exception)
        {
            ThrowTerminatingError(ErrorCatalog.CreateRecord(exception, target: null));
        }

        foreach (string warning in _signer?.Warnings ?? [])
        {
            WriteWarning(warning);
        }

        _composer = new MessageComposer(TimeProvider.System, _signer);
        _output = new SendOutput(this, InOrder);
        SendPool pool = _pool = new SendPool(completion => _inbox.Post(() => Report(completion)));
        _stop = StopToken.Register(pool.Cancel);
    }

    private MessageSigner? CreateSigner() =>
        DkimKey is null && SigningCertificate is null && EncryptionCertificate is null
            ? null
            : new MessageSigner(new SigningOptions
            {
                DkimKeys = SigningInput.Resolve(SessionState, DkimKey),
                SigningCertificate = SigningCertificate is null
                    ? null
                    : SigningInput.Resolve(SessionState, [SigningCertificate], ErrorKind.SigningCertificateInvalid)[0],
                Encrypt = EncryptionCertificate is not null,
                RecipientCertificates = SigningInput.Resolve(
                    SessionState, EncryptionCertificate, ErrorKind.EncryptionCertificateInvalid),
            });

    private MessageDraft WithSender(MessageDraft draft) =>
        string.IsNullOrEmpty(draft.From) && draft is { Finished: null, File: null }
            ? draft with { From = _settings!.From }
            : draft;

    private void Submit(SendRoute route, MessageDraft draft)
    {
        if (ShouldProcess(Describe(draft), route.Action))
        {
            MessageComposer composer = _composer!;
            var job = new SendJob(_output!.Next(), Target, () => composer.Compose(draft));
            _pool!.Add(route.Key, route.CreateLane, job);
        }
    }

    // Once the command has been stopped, PowerShell takes no output: what comes then is kept for the summary.
    private void Report(SendCompletion completion)
    {
        if (_isClosed)
        {
            _unwritten.Add(completion);
        }
        else
        {
            _output!.Add(completion);
        }
    }

    private async Task DrainAsync(
        AsyncPipeline pipeline, int outstanding, bool isComplete, CancellationToken cancellationToken)
    {
        while (_output!.Outstanding > outstanding)
        {
            await _inbox.WaitAsync(cancellationToken).ConfigureAwait(false);
            await pipeline.InvokeAsync(_ =>
            {
                _inbox.Run();
                ShowProgress(isComplete);
                return true;
            }).ConfigureAwait(false);
        }
    }

    private void ShowProgress(bool isComplete) =>
        _progress.Show(this, _output!, isComplete ? _output!.Submitted : ExpectedCount == 0 ? null : ExpectedCount);

    private async Task CloseAsync()
    {
        _isClosed = true;
        await _pool!.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        _routes!.Dispose();
        _transcript?.Dispose();
        _signer?.Dispose();
    }

    private static string Describe(MessageDraft draft) => draft switch
    {
        { Finished: { } message } => $"'{message.Subject}'",
        { File: { } file } => file,
        _ => $"'{draft.Subject}' to {string.Join(", ", draft.To.Concat(draft.Cc).Concat(draft.Bcc))}",
    };
}
