using System;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Takes an encoding by its name or the number of its code page, in every edition of PowerShell.</summary>
internal sealed class CharsetAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null or Encoding)
        {
            return value;
        }

        string name = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        try
        {
            return name.Length == 0 ? null : TextCharset.Find(name);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException($"There is no charset '{name}'.", exception);
        }
    }
}
