namespace SmtpAdmin.Core.Composing.Templates;

/// <summary>A piece of a template: text as it stands, or the name of what goes in its place.</summary>
internal readonly record struct TemplatePart(string Text, bool IsPlaceholder);
