using System;

namespace SmtpAdmin;

/// <summary>A failure of a known kind, with the server's reply where there was one.</summary>
public sealed class SmtpAdminException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="detail">The facts of this case, as one sentence without secrets.</param>
    /// <param name="reply">The server's reply, where there was one.</param>
    /// <param name="innerException">What caused it, where something did.</param>
    public SmtpAdminException(ErrorKind kind, string detail, SmtpReply? reply = null, Exception? innerException = null)
        : base(reply is null ? detail : $"{detail} The server replied: {reply}", innerException)
    {
        Kind = kind;
        Detail = detail;
        Reply = reply;
    }

    /// <summary>What went wrong.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The facts of this case, without the server's reply.</summary>
    public string Detail { get; }

    /// <summary>The server's reply, or null where it sent none.</summary>
    public SmtpReply? Reply { get; }

    /// <summary>What to do in exactly this case, or null where the kind's own advice is all there is.</summary>
    public string? Advice { get; init; }
}
