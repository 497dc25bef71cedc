using System;

namespace SmtpAdmin.Core.Smtp;

/// <summary>One line that went over a connection, or something that happened to it.</summary>
/// <param name="At">When it was, in UTC.</param>
/// <param name="Connection">The connection's number.</param>
/// <param name="Source">Who said it.</param>
/// <param name="Text">The line without its end, secrets masked; or what happened.</param>
internal readonly record struct TranscriptEntry(
    DateTimeOffset At, int Connection, TranscriptSource Source, string Text);
