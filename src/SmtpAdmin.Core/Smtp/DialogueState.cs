using System;
using System.Collections.Generic;
using System.Net;

namespace SmtpAdmin.Core.Smtp;

/// <summary>
/// What a connection waits for: the greeting, replies to commands, or the reply to a message's end. From this come the
/// time to wait, the name of the step in an error, and whether what goes over the wire is part of signing in.
/// </summary>
internal sealed class DialogueState
{
    private const int Continue = 334;

    private IReadOnlyList<string> _commands = [];
    private int _answered;
    private Step _step = Step.Greeting;

    private enum Step
    {
        Greeting,
        Commands,
        Content,
        ContentEnd,
    }

    /// <summary>Whether an AUTH exchange (RFC 4954) is under way: all that is sent in it may be a secret.</summary>
    public bool IsSigningIn { get; private set; }

    /// <summary>Whether a command begins an AUTH exchange.</summary>
    public static bool IsAuth(string command) =>
        command.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)
        && (command.Length == 4 || command[4] is ' ' or '\t');

    /// <summary>Takes note of commands, before they are sent.</summary>
    public void Sending(IReadOnlyList<string> commands)
    {
        _commands = commands;
        _answered = 0;
        _step = Step.Commands;
        for (int i = 0; i < commands.Count; i++)
        {
            IsSigningIn |= IsAuth(commands[i]);
        }
    }

    public void SendingContent() => _step = Step.Content;

    public void AwaitingContentEnd() => _step = Step.ContentEnd;

    /// <summary>Takes note of a reply that was read whole.</summary>
    public void Answered(SmtpReply reply)
    {
        IsSigningIn &= reply.Code == Continue;
        _answered++;
    }

    /// <summary>How long the reply that comes next may take.</summary>
    public TimeSpan TimeToAnswer(SmtpTimeouts timeouts) => _step switch
    {
        Step.Greeting => timeouts.Greeting,
        Step.Content or Step.ContentEnd => timeouts.DataEnd,
        _ => Awaited.Equals("DATA", StringComparison.OrdinalIgnoreCase) ? timeouts.DataInitiation : timeouts.Command,
    };

    /// <summary>Names what is waited for, for an error.</summary>
    public string Waiting(IPEndPoint server) => _step switch
    {
        Step.Greeting => $"Waiting for the greeting of {server}",
        Step.Content or Step.ContentEnd => $"Waiting for the reply of {server} to the message's end",
        _ => $"Waiting for the reply of {server} to {Verb()}",
    };

    /// <summary>Names what is being sent, for an error.</summary>
    public string Sending(IPEndPoint server) =>
        _step == Step.Commands ? $"Sending {Verb()} to {server}" : $"Sending the message to {server}";

    private string Awaited => _answered < _commands.Count ? _commands[_answered] : string.Empty;

    // The line itself is never named: it may be a response of a SASL mechanism.
    private string Verb()
    {
        if (IsSigningIn)
        {
            return "AUTH";
        }

        int space = Awaited.IndexOf(' ');
        string verb = space < 0 ? Awaited : Awaited.Substring(0, space);
        return verb.Length == 0 ? "a command" : WireText.Printable(verb);
    }
}
