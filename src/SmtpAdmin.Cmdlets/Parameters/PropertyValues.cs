using System.Collections.Generic;
using System.Management.Automation;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>
/// Finds properties of a pipeline's object that name a parameter and hold a value that does not fit it. PowerShell leaves
/// such a parameter out without a word as soon as another one takes the object: a message would go without the
/// protection or the priority that its row asks for.
/// </summary>
internal static class PropertyValues
{
    /// <exception cref="SmtpAdminException">MessageOptionsInvalid: a property's value does not fit.</exception>
    public static void Check(
        PSObject? input, IDictionary<string, object> bound, IReadOnlyList<(string Property, string Parameter)> names)
    {
        if (input is null)
        {
            return;
        }

        foreach ((string property, string parameter) in names)
        {
            if (!bound.ContainsKey(parameter) && input.Properties[property]?.Value is { } value && $"{value}".Length > 0)
            {
                throw new SmtpAdminException(
                    ErrorKind.MessageOptionsInvalid,
                    $"The property {property} of the input object is '{PrintableText.From($"{value}")}', "
                    + $"which -{parameter} does not take.");
            }
        }
    }
}
