using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Takes a plain credential for a user that may send as anyone.</summary>
internal sealed class RelayUserAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        IEnumerable<object?> values = Unwrap(inputData) is object?[] list ? list : [inputData];
        return values.Select(value => ToUser(Unwrap(value))).ToArray();
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static SmtpRelayUser ToUser(object? value)
    {
        try
        {
            return value switch
            {
                SmtpRelayUser user => user,
                PSCredential credential => new SmtpRelayUser(credential.GetNetworkCredential()),
                _ => throw new ArgumentTransformationMetadataException("A user is a credential, or made by New-SmtpRelayUser."),
            };
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
