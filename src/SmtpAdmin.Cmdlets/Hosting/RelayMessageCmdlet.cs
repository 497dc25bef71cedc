using System.Management.Automation;
using SmtpAdmin.Cmdlets.Parameters;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>The base of the cmdlets that pick messages of a relay.</summary>
public abstract class RelayMessageCmdlet : RelayCmdlet
{
    /// <summary>Only messages to a recipient like this; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string? To { get; set; }

    /// <summary>Only messages from a sender like this; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string? From { get; set; }

    /// <summary>Only messages with a subject like this; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string? Subject { get; set; }

    private protected RelayMessageFilter CreateFilter() => new(From, To, Subject);
}
