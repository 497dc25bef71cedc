using System;

namespace SmtpAdmin.Relay.Tests;

/// <summary>The trace fields that each server on the way puts before a message (RFC 5321, section 4.4).</summary>
internal static class ReceivedFields
{
    /// <summary>What the first sender wrote: the message behind its leading Received fields.</summary>
    public static string Skip(string message)
    {
        int start = 0;
        while (message.AsSpan(start).StartsWith("Received:", StringComparison.OrdinalIgnoreCase))
        {
            start = EndOfField(message, start);
        }

        return message[start..];
    }

    /// <summary>A field goes on while the next line begins with white space (RFC 5322, section 2.2.3).</summary>
    private static int EndOfField(string message, int start)
    {
        do
        {
            start = message.IndexOf("\r\n", start, StringComparison.Ordinal) + 2;
        }
        while (start < message.Length && message[start] is ' ' or '\t');
        return start;
    }
}
