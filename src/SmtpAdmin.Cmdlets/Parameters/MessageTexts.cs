using SmtpAdmin.Core.Composing.Templates;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>How the texts of a message are taken: as they stand, or as templates that an input object fills.</summary>
internal sealed class MessageTexts
{
    private readonly TemplateCache? _templates;
    private readonly ITemplateValues? _values;

    private MessageTexts(TemplateCache? templates, ITemplateValues? values)
    {
        _templates = templates;
        _values = values;
    }

    /// <summary>Takes texts as they stand.</summary>
    public static MessageTexts AsGiven { get; } = new(templates: null, values: null);

    /// <summary>Takes texts as templates.</summary>
    public static MessageTexts FilledFrom(ITemplateValues values, TemplateCache templates) => new(templates, values);

    /// <exception cref="SmtpAdminException">The text is no template, or has a placeholder that nothing fills.</exception>
    public string? Plain(string? text) => Take(text, isHtml: false);

    /// <exception cref="SmtpAdminException">The text is no template, or has a placeholder that nothing fills.</exception>
    public string? Html(string? text) => Take(text, isHtml: true);

    private string? Take(string? text, bool isHtml) =>
        text is null || _templates is null ? text : _templates.Get(text).Fill(_values!, isHtml);
}
