using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Core.Sending;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>
/// Writes results and errors as messages are done with, or in the order of the pipeline. Belongs to the pipeline thread.
/// </summary>
internal sealed class SendOutput
{
    private readonly PSCmdlet _cmdlet;
    private readonly bool _isInOrder;
    private readonly Dictionary<long, SendCompletion> _early = [];
    private readonly HashSet<string> _withoutNotification = [];
    private SendCompletion? _refused;
    private long _submitted;
    private long _completed;
    private long _written;

    public SendOutput(PSCmdlet cmdlet, bool isInOrder)
    {
        _cmdlet = cmdlet;
        _isInOrder = isInOrder;
    }

    /// <summary>How many messages were handed over.</summary>
    public long Submitted => _submitted;

    /// <summary>How many messages are done with.</summary>
    public long Completed => _completed;

    /// <summary>How many messages were handed over and not yet written: what the memory holds.</summary>
    public long Outstanding => _submitted - _written;

    /// <summary>What is done with and was handed in, but not written: it waits for its turn, or came with the stop.</summary>
    public IEnumerable<SendCompletion> Unwritten => _refused is null ? _early.Values : _early.Values.Append(_refused);

    /// <summary>Counts a message and gives it its place.</summary>
    public long Next() => _submitted++;

    /// <summary>Writes what became of a message, now or when its turn comes.</summary>
    public void Add(SendCompletion completion)
    {
        _completed++;
        if (!_isInOrder)
        {
            Write(completion);
            return;
        }

        _early.Add(completion.Index, completion);
        while (_early.TryGetValue(_written, out SendCompletion? next))
        {
            _early.Remove(next.Index);
            Write(next);
        }
    }

    private void Write(SendCompletion completion)
    {
        _written++;
        if (completion.Result is { } result)
        {
            // The result first: a user who makes the error terminating still has every recipient's row.
            WriteResult(completion, result);
            WarnAboutNotification(result);
        }

        if (completion.Failure is { } failure)
        {
            _cmdlet.WriteError(ErrorCatalog.CreateRecord(failure, completion.Result ?? completion.Target));
        }
    }

    private void WriteResult(SendCompletion completion, SmtpSendResult result)
    {
        try
        {
            _cmdlet.WriteObject(result);
        }
        catch (PipelineStoppedException)
        {
            // The user's stop came first: nobody has got the result.
            _written--;
            _refused = completion;
            throw;
        }
    }

    // The message has arrived, so this is no error; who waits for the notification must know that none will come.
    private void WarnAboutNotification(SmtpSendResult result)
    {
        string server = result.Server?.ToString() ?? string.Empty;
        if (result.Recipients.Any(static row => row.WillNotify == false) && _withoutNotification.Add(server))
        {
            _cmdlet.WriteWarning(
                $"{server} does not offer delivery status notifications (DSN): it accepted the messages, and will not "
                + "notify the sender as asked. Later messages to it are not warned about again.");
        }
    }
}
