using System.Linq;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Which messages a user means, by wildcards; a part that is null lets every message pass.</summary>
internal sealed class RelayMessageFilter
{
    private readonly WildcardPattern? _from;
    private readonly WildcardPattern? _to;
    private readonly WildcardPattern? _subject;

    public RelayMessageFilter(string? from, string? to, string? subject)
    {
        _from = Compile(from);
        _to = Compile(to);
        _subject = Compile(subject);
    }

    public bool IsMatch(RelayMessage message)
        => (_from is null || _from.IsMatch(message.From))
            && (_to is null || message.To.Any(_to.IsMatch))
            && (_subject is null || _subject.IsMatch(message.Subject));

    private static WildcardPattern? Compile(string? text)
        => text is null ? null : WildcardPattern.Get(text, WildcardOptions.IgnoreCase);
}
