using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Composing.Templates;

/// <summary>
/// Templates by their text, so that one for a million rows is parsed once. It is bounded, since each row may bring a
/// template of its own. For one thread.
/// </summary>
internal sealed class TemplateCache
{
    private const int Capacity = 64;

    private readonly Dictionary<string, MessageTemplate> _templates = new(StringComparer.Ordinal);

    /// <exception cref="SmtpAdminException">TemplateInvalid: the text is no template.</exception>
    public MessageTemplate Get(string text)
    {
        if (!_templates.TryGetValue(text, out MessageTemplate? template))
        {
            template = MessageTemplate.Parse(text);
            if (_templates.Count >= Capacity)
            {
                _templates.Clear();
            }

            _templates.Add(text, template);
        }

        return template;
    }
}
