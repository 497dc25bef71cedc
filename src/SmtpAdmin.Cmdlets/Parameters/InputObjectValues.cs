using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using SmtpAdmin.Core.Composing.Templates;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>
/// The properties of an object, or the entries of a table, as texts: in the invariant culture, as "$value" gives them.
/// </summary>
internal sealed class InputObjectValues : ITemplateValues
{
    private readonly PSObject? _object;

    public InputObjectValues(PSObject? inputObject)
    {
        _object = inputObject;
    }

    public IReadOnlyList<string> Names => _object?.BaseObject switch
    {
        null => [],
        IDictionary table => [.. table.Keys.Cast<object>().Select(TextOf)],
        _ => [.. _object.Properties.Select(property => property.Name)],
    };

    public bool TryGet(string name, out string value)
    {
        if (_object?.BaseObject is IDictionary table)
        {
            object? key = table.Keys.Cast<object>().FirstOrDefault(
                candidate => string.Equals(TextOf(candidate), name, System.StringComparison.OrdinalIgnoreCase));
            value = key is null ? string.Empty : TextOf(table[key]);
            return key is not null;
        }

        PSPropertyInfo? property = _object?.Properties[name];
        try
        {
            value = property is null ? string.Empty : TextOf(property.Value);
            return property is not null;
        }
        catch (GetValueException exception)
        {
            throw new SmtpAdminException(
                ErrorKind.PlaceholderUnknown, $"The property {name} has no value: {exception.Message}", innerException: exception);
        }
    }

    private static string TextOf(object? value) =>
        LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out string? text) ? text ?? string.Empty : string.Empty;
}
