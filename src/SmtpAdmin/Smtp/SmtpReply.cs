using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>A server's reply to a command (RFC 5321, section 4.2).</summary>
public sealed record SmtpReply
{
    /// <summary>The three-digit reply code.</summary>
    public required int Code { get; init; }

    /// <summary>The enhanced status code that the text began with (RFC 2034), or null where there was none.</summary>
    public EnhancedStatusCode? EnhancedStatus { get; init; }

    /// <summary>The text of each line, without reply code and enhanced status code.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>The lines as one text, joined by a space.</summary>
    public string Text => string.Join(" ", Lines);

    /// <summary>Whether the command was carried out (2xx).</summary>
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>Whether the server waits for more input (3xx).</summary>
    public bool IsIntermediate => Code is >= 300 and < 400;

    /// <summary>Whether the same command may succeed later (4xx).</summary>
    public bool IsTransientFailure => Code is >= 400 and < 500;

    /// <summary>Whether the same command will fail again (5xx).</summary>
    public bool IsPermanentFailure => Code is >= 500 and < 600;

    /// <summary>Returns code, enhanced status code and text, as one line.</summary>
    /// <returns>For example <c>550 5.1.1 No such user</c>.</returns>
    public override string ToString()
    {
        string code = Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return (EnhancedStatus is { } status ? $"{code} {status} {Text}" : $"{code} {Text}").TrimEnd();
    }
}
