using System;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>How the texts of a message are taken: as they stand, or as templates that an input object fills.</summary>
internal sealed class MessageTexts
{
    private readonly Func<string, bool, string>? _fill;

    private MessageTexts(Func<string, bool, string>? fill)
    {
        _fill = fill;
    }

    /// <summary>Takes texts as they stand.</summary>
    public static MessageTexts AsGiven { get; } = new(fill: null);

    public string? Plain(string? text) => text is null || _fill is null ? text : _fill(text, false);

    public string? Html(string? text) => text is null || _fill is null ? text : _fill(text, true);
}
