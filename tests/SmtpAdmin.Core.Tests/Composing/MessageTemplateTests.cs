using System;
using System.Collections.Generic;
using SmtpAdmin.Core.Composing.Templates;
using Xunit;

namespace SmtpAdmin.Core.Tests.Composing;

public sealed class MessageTemplateTests
{
    private static readonly Values s_values = new();

    [Theory]
    [InlineData("Hello {{Name}}!", "Hello A & {{B}}!")]
    [InlineData("{{ name }}{{NAME}}", "A & {{B}}A & {{B}}")]
    [InlineData("{{{{Name}} is written so", "{{Name}} is written so")]
    [InlineData("a{b}c}}d", "a{b}c}}d")]
    [InlineData("", "")]
    [InlineData("{{Empty}}", "")]
    public void Placeholders_are_filled_once(string template, string expected) =>
        Assert.Equal(expected, MessageTemplate.Parse(template).Fill(s_values, isHtml: false));

    [Fact]
    public void Values_are_escaped_in_html() =>
        Assert.Equal("<b>A &amp; {{B}}</b>", MessageTemplate.Parse("<b>{{Name}}</b>").Fill(s_values, isHtml: true));

    [Theory]
    [InlineData("{{Name")]
    [InlineData("{{}}")]
    [InlineData("{{ }}")]
    [InlineData("{{{Name}}}")]
    [InlineData("{{a\r\nb}}")]
    public void What_is_no_placeholder_is_refused(string template) =>
        Assert.Equal(ErrorKind.TemplateInvalid, Assert.Throws<SmtpAdminException>(() => MessageTemplate.Parse(template)).Kind);

    [Fact]
    public void An_unknown_placeholder_names_itself_and_what_there_is()
    {
        var failure = Assert.Throws<SmtpAdminException>(() => MessageTemplate.Parse("{{Nam}}").Fill(s_values, isHtml: false));

        Assert.Equal(ErrorKind.PlaceholderUnknown, failure.Kind);
        Assert.Contains("'Nam'", failure.Message);
        Assert.Contains("Name, Empty", failure.Message);
    }

    private sealed class Values : ITemplateValues
    {
        private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Name"] = "A & {{B}}",
            ["Empty"] = string.Empty,
        };

        public IReadOnlyList<string> Names => [.. _values.Keys];

        public bool TryGet(string name, out string value)
        {
            bool isThere = _values.TryGetValue(name, out string? found);
            value = found ?? string.Empty;
            return isThere;
        }
    }
}
