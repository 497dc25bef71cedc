using System.Collections.Generic;

namespace SmtpAdmin.Core.Composing.Templates;

/// <summary>What fills the placeholders of a template.</summary>
internal interface ITemplateValues
{
    /// <summary>The names that there are, for an error to list.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Finds a value by its name, without regard to case.</summary>
    bool TryGet(string name, out string value);
}
