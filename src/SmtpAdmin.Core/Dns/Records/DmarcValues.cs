using System;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// The tags of a DMARC record that take one of a few values; these are compared without regard to case.
/// </summary>
internal sealed class DmarcValues(TagList tags, ProblemList problems)
{
    /// <summary>The policy in a tag, or null where it is missing or not allowed.</summary>
    public DmarcPolicy? Policy(string name) => OneOf(name, "none", "quarantine", "reject") switch
    {
        "none" => DmarcPolicy.None,
        "quarantine" => DmarcPolicy.Quarantine,
        "reject" => DmarcPolicy.Reject,
        _ => null,
    };

    /// <summary>The alignment in a tag; relaxed where it is missing or not allowed.</summary>
    public DmarcAlignment Alignment(string name) =>
        OneOf(name, "r", "s") == "s" ? DmarcAlignment.Strict : DmarcAlignment.Relaxed;

    /// <summary>What the record says of its domain's place in the tree; unknown where nothing valid.</summary>
    public DmarcPublicSuffix PublicSuffix() => OneOf("psd", "y", "n", "u") switch
    {
        "y" => DmarcPublicSuffix.Yes,
        "n" => DmarcPublicSuffix.No,
        _ => DmarcPublicSuffix.Unknown,
    };

    /// <summary>
    /// The tag's value in lower case, or null where it is missing or, which is noted, none of those allowed.
    /// </summary>
    public string? OneOf(string name, params string[] allowed)
    {
        if (tags.Find(name) is not { } tag)
        {
            return null;
        }

        string value = tag.Value.ToLowerInvariant();
        if (Array.IndexOf(allowed, value) >= 0)
        {
            return value;
        }

        problems.Add("DMARC-VALUE-INVALID", tag.Position, tag.ToString());
        return null;
    }
}
