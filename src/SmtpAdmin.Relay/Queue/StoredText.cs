using System;

namespace SmtpAdmin.Relay.Queue;

/// <summary>Text of a peer as the queue keeps and shows it: bounded, and without control characters.</summary>
internal static class StoredText
{
    /// <summary>Enough for any reply that a person reads; a reply may have up to 100 lines.</summary>
    private const int MaximumLength = 500;

    public static string? From(string? text)
    {
        if (text is null)
        {
            return null;
        }

        ReadOnlySpan<char> kept = text.AsSpan(0, Math.Min(text.Length, MaximumLength));
        return string.Create(kept.Length, text, static (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
    }
}
