using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Takes an empty text for no value, as a column of a CSV file without one is; for parameters that are nullable.</summary>
internal sealed class EmptyIsAbsentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is string { Length: 0 } or PSObject { BaseObject: string { Length: 0 } } ? null : inputData;
}
