using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Sending;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Sends messages: one from the parameters, or one for each object of the pipeline.</summary>
[Cmdlet(VerbsCommunications.Send, "SmtpMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SmtpSendResult))]
public sealed class SendSmtpMessageCommand : AsyncCmdlet
{
    private readonly SenderSet _senders = new();
    private MessageSender? _sender;
    private MessageDraft? _draft;

    /// <summary>The recipients: addresses with or without display names.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Recipient", "Mail", "EmailAddress")]
    public string[]? To { get; set; }

    /// <summary>The subject.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("sub")]
    public string? Subject { get; set; }

    /// <summary>The text of the message; with -BodyAsHtml it is HTML.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Text")]
    public string? Body { get; set; }

    /// <summary>The server, as host or host:port; $PSEmailServer where none is named.</summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    [Alias("SmtpServer", "ComputerName")]
    public SmtpEndpoint? Server { get; set; }

    /// <summary>The sender's address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? From { get; set; }

    /// <summary>The recipients of copies.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Cc { get; set; }

    /// <summary>The recipients of copies that the others do not see.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Bcc { get; set; }

    /// <summary>Where replies go, if not to the sender.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? ReplyTo { get; set; }

    /// <summary>The message as HTML, beside the text where both are given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Html { get; set; }

    /// <summary>Says that -Body is HTML.</summary>
    [Parameter]
    [Alias("BAH")]
    public SwitchParameter BodyAsHtml { get; set; }

    /// <summary>The paths of the files to attach.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Attachments", "PSPath")]
    public string[]? Attachment { get; set; }

    /// <summary>Further header fields, by name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IDictionary? Header { get; set; }

    /// <summary>The message's priority.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public MessagePriority Priority { get; set; }

    /// <summary>The port, where -Server does not name one; 0 for the default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 65535)]
    [ArgumentCompleter(typeof(SmtpPortCompleter))]
    public int Port { get; set; }

    /// <summary>How the connection is protected.</summary>
    [Parameter]
    public SmtpSecurity Security { get; set; }

    /// <summary>What to sign in with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Allows the credential to go over a connection without TLS.</summary>
    [Parameter]
    public SwitchParameter AllowPlaintextCredential { get; set; }

    /// <summary>The thumbprints of certificates to trust, and no others, whatever their chain.</summary>
    [Parameter]
    public string[]? TrustedThumbprint { get; set; }

    /// <summary>How long connecting may take and how long each later step waits, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 100;

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _draft = null;
        try
        {
            MessageDraft draft = CreateDraft();
            _sender = _senders.Get(CreateOptions());
            _draft = ShouldProcess(Describe(draft), "Send message") ? draft : null;
        }
        catch (SmtpAdminException exception)
        {
            WriteError(ErrorCatalog.CreateRecord(exception, Recipients));
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        if (_draft is null)
        {
            return;
        }

        try
        {
            SendOutcome outcome = await _sender!.SendAsync(_draft, cancellationToken).ConfigureAwait(false);
            await ReportAsync(pipeline, outcome).ConfigureAwait(false);
        }
        catch (SmtpAdminException exception)
        {
            await pipeline.WriteErrorAsync(exception, Recipients).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
        => _senders.CloseAsync();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _senders.Abandon();
        }

        base.Dispose(disposing);
    }

    private string Recipients => string.Join(", ", To.Given());

    private static async Task ReportAsync(AsyncPipeline pipeline, SendOutcome outcome)
    {
        // The result first: a user who makes the error terminating still has every recipient's row.
        await pipeline.WriteObjectAsync(outcome.Result).ConfigureAwait(false);
        if (outcome.Failure is { } failure)
        {
            string refused = string.Join(", ", outcome.Result.Recipients
                .Where(recipient => recipient.Status != RecipientStatus.Accepted)
                .Select(recipient => recipient.Address));
            await pipeline.WriteErrorAsync(failure, refused).ConfigureAwait(false);
        }
    }

    private static string Describe(MessageDraft draft)
        => $"'{draft.Subject}' to {string.Join(", ", draft.To.Concat(draft.Cc).Concat(draft.Bcc))}";

    private MessageDraft CreateDraft()
    {
        if (BodyAsHtml && !string.IsNullOrEmpty(Html))
        {
            throw new SmtpAdminException(ErrorKind.BodyAmbiguous, "-BodyAsHtml makes one of -Body, and -Html is another.");
        }

        return new MessageDraft
        {
            From = From,
            To = To.Given(),
            Cc = Cc.Given(),
            Bcc = Bcc.Given(),
            ReplyTo = ReplyTo.Given(),
            Subject = Subject,
            Text = BodyAsHtml ? null : Body,
            Html = BodyAsHtml ? Body : Html,
            Attachments = [.. Attachment.Given().Select(path => new SmtpAttachment(FilePath.Resolve(SessionState, path)))],
            Headers = Header is null ? [] : [.. Header.Cast<DictionaryEntry>().Select(ToHeader)],
            Priority = Priority,
        };
    }

    private static MessageHeader ToHeader(DictionaryEntry entry) => new($"{entry.Key}", $"{entry.Value}");

    private SendOptions CreateOptions()
    {
        SmtpEndpoint server = Server ?? FindDefaultServer();
        return new SendOptions
        {
            Server = new SmtpEndpoint(server.Host, server.Port ?? (Port == 0 ? null : Port)),
            Security = Security,
            Credential = Credential?.GetNetworkCredential(),
            AllowPlaintextCredential = AllowPlaintextCredential,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            TrustedThumbprints = TrustedThumbprint.Given(),
        };
    }

    // The variable that Send-MailMessage honours too (about_Preference_Variables).
    private SmtpEndpoint FindDefaultServer()
        => SessionState.PSVariable.GetValue("PSEmailServer") is string { Length: > 0 } name
            ? new SmtpEndpoint(name)
            : throw new SmtpAdminException(ErrorKind.ServerMissing, "Neither -Server nor $PSEmailServer names one.");
}
