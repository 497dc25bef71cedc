namespace SmtpAdmin.Relay.Protocol;

/// <summary>What a step of the <see cref="CommandLineSplitter"/> came to.</summary>
internal enum LineStatus
{
    /// <summary>No CRLF yet; more bytes are needed.</summary>
    Incomplete,

    /// <summary>A line within its limit and without control characters.</summary>
    Complete,

    /// <summary>A line over its limit; it was skipped to its end.</summary>
    TooLong,

    /// <summary>A line with a control character in it, a bare CR or LF included.</summary>
    Malformed,
}
