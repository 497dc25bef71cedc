using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Text;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>The base of the cmdlets that compose messages: everything that a message can be made of.</summary>
public abstract class MessageCmdlet : AsyncCmdlet
{
    /// <summary>The set in which a message is composed, or taken from the pipeline.</summary>
    private protected const string ComposeSet = "Compose";

    /// <summary>The set in which messages are read from files by wildcards.</summary>
    private protected const string PathSet = "Path";

    /// <summary>The set in which messages are read from files by exact names.</summary>
    private protected const string LiteralPathSet = "LiteralPath";

    private MessageArguments? _arguments;

    /// <summary>The recipients: addresses with or without display names.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Recipient", "Mail", "EmailAddress")]
    public string[]? To { get; set; }

    /// <summary>The subject.</summary>
    [Parameter(ParameterSetName = ComposeSet, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("sub")]
    public string? Subject { get; set; }

    /// <summary>The text of the message; with -BodyAsHtml it is HTML.</summary>
    [Parameter(ParameterSetName = ComposeSet, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Text")]
    public string? Body { get; set; }

    /// <summary>The author's address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? From { get; set; }

    /// <summary>The address that bounces go to, if not From; &lt;&gt; for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? EnvelopeFrom { get; set; }

    /// <summary>The recipients of copies.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Cc { get; set; }

    /// <summary>The recipients of copies that the others do not see.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Bcc { get; set; }

    /// <summary>Where replies go, if not to the author.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipelineByPropertyName = true)]
    public string[]? ReplyTo { get; set; }

    /// <summary>The message as HTML, beside the text where both are given.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipelineByPropertyName = true)]
    public string? Html { get; set; }

    /// <summary>Says that -Body is HTML.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [Alias("BAH")]
    public SwitchParameter BodyAsHtml { get; set; }

    /// <summary>What to attach: paths, files, or tables of Path or Content, Name, ContentType and Charset.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Attachments", "PSPath")]
    public object?[]? Attachment { get; set; }

    /// <summary>What the HTML shows by cid: a table from ids to paths, bytes or attachments.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Inline")]
    public IDictionary? InlineAttachment { get; set; }

    /// <summary>Further header fields, by name.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipelineByPropertyName = true)]
    public IDictionary? Header { get; set; }

    /// <summary>The message's priority.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public MessagePriority? Priority { get; set; }

    /// <summary>The charset of the text parts, as an encoding or by name.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipelineByPropertyName = true)]
    [Alias("BE")]
    [Charset]
    public Encoding? Encoding { get; set; }

    /// <summary>When the sender wants to be notified of the delivery.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("DNO")]
    [EmptyIsAbsent]
    public DeliveryNotification[]? DeliveryNotificationOption { get; set; }

    /// <summary>How much of the message comes back with a notification.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public DeliveryReturn? DeliveryReturn { get; set; }

    /// <summary>The identifier that notifications repeat.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? EnvelopeId { get; set; }

    /// <summary>Who wants to be notified when the message is read.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipelineByPropertyName = true)]
    public string[]? ReadReceiptTo { get; set; }

    /// <summary>Where to unsubscribe: https and mailto URIs.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipelineByPropertyName = true)]
    public string[]? ListUnsubscribe { get; set; }

    /// <summary>Says that the https URI of -ListUnsubscribe unsubscribes by one POST.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    public SwitchParameter OneClick { get; set; }

    /// <summary>The Message-ID; one is made where none is given.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipelineByPropertyName = true)]
    public string? MessageId { get; set; }

    /// <summary>The message's date; now where none is given.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public DateTimeOffset? Date { get; set; }

    /// <summary>A finished message, or the object that fills the placeholders of a template.</summary>
    [Parameter(ParameterSetName = ComposeSet, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Says that subject, texts, header values and attachment paths hold placeholders such as {{Name}}.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    public SwitchParameter Template { get; set; }

    /// <summary>The files that hold finished messages; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The files that hold finished messages, by their exact names.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    public string[]? LiteralPath { get; set; }

    /// <inheritdoc/>
    protected override void PrepareCommand() =>
        _arguments = new MessageArguments(this, MyInvocation.BoundParameters.Keys);

    /// <summary>What the parameters say, for the current object of the pipeline. Belongs to the pipeline thread.</summary>
    /// <returns>One draft; with -Path as many as there are files.</returns>
    /// <exception cref="SmtpAdminException">The parameters make no message.</exception>
    private protected IReadOnlyList<MessageDraft> CreateDrafts() => _arguments!.CreateDrafts();
}
