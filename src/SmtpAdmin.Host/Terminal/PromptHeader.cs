using System;

namespace SmtpAdmin.Host.Terminal;

/// <summary>The caption and message above a prompt, each on its line where there is one.</summary>
internal static class PromptHeader
{
    public static void Write(Screen screen, params ReadOnlySpan<string?> lines)
    {
        foreach (string? line in lines)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                screen.Write(line + Environment.NewLine);
            }
        }
    }
}
