using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Tests.Engine;

/// <summary>What a script wrote, and the exception that ended it where one did.</summary>
internal sealed record EngineResult(IReadOnlyList<object?> Output, IReadOnlyList<ErrorRecord> Errors, Exception? Failure)
{
    /// <summary>The terminating error, or else the only non-terminating one.</summary>
    public ErrorRecord Error
        => Failure is IContainsErrorRecord failure ? failure.ErrorRecord : Errors.Single();

    public T Single<T>() => (T)ThrowIfFailed().Output.Single()!;

    public IReadOnlyList<T> All<T>() => [.. ThrowIfFailed().Output.Cast<T>()];

    public EngineResult ThrowIfFailed()
    {
        if (Failure is not null)
        {
            throw new InvalidOperationException($"The script failed: {Failure.Message}", Failure);
        }

        return Errors.Count == 0
            ? this
            : throw new InvalidOperationException($"The script wrote an error: {Errors[0]}", Errors[0].Exception);
    }
}
