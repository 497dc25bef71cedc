using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Composing.Templates;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Turns the parameters of a <see cref="MessageCmdlet"/> into drafts. Empty texts are nothing given.</summary>
internal sealed class MessageArguments
{
    // What may stand beside a finished message: its envelope.
    private static readonly HashSet<string> s_composing = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(MessageCmdlet.Subject), nameof(MessageCmdlet.Body), nameof(MessageCmdlet.ReplyTo),
        nameof(MessageCmdlet.Html), nameof(MessageCmdlet.BodyAsHtml), nameof(MessageCmdlet.Attachment),
        nameof(MessageCmdlet.InlineAttachment), nameof(MessageCmdlet.Header), nameof(MessageCmdlet.Priority),
        nameof(MessageCmdlet.Encoding), nameof(MessageCmdlet.ReadReceiptTo), nameof(MessageCmdlet.ListUnsubscribe),
        nameof(MessageCmdlet.OneClick), nameof(MessageCmdlet.MessageId), nameof(MessageCmdlet.Date),
        nameof(MessageCmdlet.Template),
    };

    private readonly MessageCmdlet _cmdlet;
    private readonly HashSet<string> _onCommandLine;
    private readonly TemplateCache _templates = new();

    public MessageArguments(MessageCmdlet cmdlet, IEnumerable<string> onCommandLine)
    {
        _cmdlet = cmdlet;
        _onCommandLine = new HashSet<string>(onCommandLine, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<MessageDraft> CreateDrafts()
    {
        if (_cmdlet.Path is { } patterns)
        {
            return [.. patterns.SelectMany(path => FilePath.Expand(_cmdlet.SessionState, path)).Select(FromFile)];
        }

        if (_cmdlet.LiteralPath is { } paths)
        {
            return [.. paths.Select(path => FromFile(FilePath.ResolveMessage(_cmdlet.SessionState, path)))];
        }

        return [_cmdlet.InputObject?.BaseObject switch
        {
            SmtpMessage message => FromMessage(message),
            RelayMessage message => FromMessage(CapturedMessages.Take(message)),
            _ => Compose(),
        }];
    }

    private MessageDraft FromFile(string path) => new()
    {
        File = path,
        EnvelopeFrom = Given(_cmdlet.EnvelopeFrom) ?? Given(_cmdlet.From),
        To = _cmdlet.To.Given(),
        Cc = _cmdlet.Cc.Given(),
        Bcc = _cmdlet.Bcc.Given(),
        DeliveryStatus = DeliveryStatus(),
    };

    // The message's own properties bind to parameters of their names; only what the user wrote himself counts.
    private MessageDraft FromMessage(SmtpMessage message)
    {
        if (_onCommandLine.FirstOrDefault(s_composing.Contains) is { } name)
        {
            throw new SmtpAdminException(
                ErrorKind.MessageOptionsInvalid, $"-{name} cannot change a message that is composed already.");
        }

        return new MessageDraft
        {
            Finished = message,
            EnvelopeFrom = OnCommandLine(nameof(MessageCmdlet.EnvelopeFrom)) ? Given(_cmdlet.EnvelopeFrom)
                : OnCommandLine(nameof(MessageCmdlet.From)) ? Given(_cmdlet.From)
                : null,
            To = OnCommandLine(nameof(MessageCmdlet.To)) ? _cmdlet.To.Given() : [],
            Cc = OnCommandLine(nameof(MessageCmdlet.Cc)) ? _cmdlet.Cc.Given() : [],
            Bcc = OnCommandLine(nameof(MessageCmdlet.Bcc)) ? _cmdlet.Bcc.Given() : [],
            DeliveryStatus = DeliveryStatus(),
        };
    }

    private MessageDraft Compose()
    {
        string? body = Given(_cmdlet.Body);
        string? html = Given(_cmdlet.Html);
        if (_cmdlet.BodyAsHtml && html is not null)
        {
            throw new SmtpAdminException(ErrorKind.BodyAmbiguous, "-BodyAsHtml makes one of -Body, and -Html is another.");
        }

        MessageTexts texts = _cmdlet.Template
            ? MessageTexts.FilledFrom(new InputObjectValues(_cmdlet.InputObject), _templates)
            : MessageTexts.AsGiven;
        SessionState session = _cmdlet.SessionState;
        return new MessageDraft
        {
            From = Given(_cmdlet.From),
            EnvelopeFrom = Given(_cmdlet.EnvelopeFrom),
            To = _cmdlet.To.Given(),
            Cc = _cmdlet.Cc.Given(),
            Bcc = _cmdlet.Bcc.Given(),
            ReplyTo = _cmdlet.ReplyTo.Given(),
            Subject = texts.Plain(_cmdlet.Subject),
            Text = _cmdlet.BodyAsHtml ? null : texts.Plain(body),
            Html = texts.Html(_cmdlet.BodyAsHtml ? body : html),
            Charset = _cmdlet.Encoding,
            Attachments = AttachmentArgument.ReadAll(session, Attachments(), texts),
            InlineAttachments = AttachmentArgument.ReadInline(session, _cmdlet.InlineAttachment, texts),
            Headers = HeaderArgument.ReadAll(_cmdlet.Header, texts),
            Priority = _cmdlet.Priority ?? MessagePriority.Normal,
            ReadReceiptTo = _cmdlet.ReadReceiptTo.Given(),
            ListUnsubscribe = [.. _cmdlet.ListUnsubscribe.Given().Select(uri => texts.Plain(uri)!)],
            IsOneClick = _cmdlet.OneClick,
            MessageId = Given(_cmdlet.MessageId),
            Date = _cmdlet.Date,
            DeliveryStatus = DeliveryStatus(),
        };
    }

    // Send-MailMessage attaches the paths that are piped to it as texts, unless -Attachments is given.
    private object?[]? Attachments() =>
        _cmdlet is { Attachment: null, Template.IsPresent: false, InputObject.BaseObject: string path }
            ? [path]
            : _cmdlet.Attachment;

    private DeliveryStatusRequest? DeliveryStatus()
    {
        DeliveryNotification notify = (_cmdlet.DeliveryNotificationOption ?? []).Aggregate(
            DeliveryNotification.None, (all, one) => all | one);
        if ((notify & DeliveryNotification.Never) != 0 && notify != DeliveryNotification.Never)
        {
            // RFC 3461, section 4.1: NEVER stands alone.
            throw new SmtpAdminException(
                ErrorKind.MessageOptionsInvalid, "-DeliveryNotificationOption has Never beside another value.");
        }

        DeliveryReturn content = _cmdlet.DeliveryReturn ?? SmtpAdmin.DeliveryReturn.Unspecified;
        string? id = Given(_cmdlet.EnvelopeId);
        return notify == DeliveryNotification.None && content == SmtpAdmin.DeliveryReturn.Unspecified && id is null
            ? null
            : new DeliveryStatusRequest { Notify = notify, Return = content, EnvelopeId = id };
    }

    private bool OnCommandLine(string parameter) => _onCommandLine.Contains(parameter);

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
