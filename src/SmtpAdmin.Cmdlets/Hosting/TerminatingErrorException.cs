using System;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>Carries a terminating error from an asynchronous block to the pipeline thread, which throws it there.</summary>
internal sealed class TerminatingErrorException : Exception
{
    public TerminatingErrorException(ErrorRecord errorRecord)
        : base(errorRecord.Exception.Message, errorRecord.Exception)
        => ErrorRecord = errorRecord;

    public ErrorRecord ErrorRecord { get; }
}
