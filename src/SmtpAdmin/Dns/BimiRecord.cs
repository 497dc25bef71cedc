using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>The logo of a domain (BIMI: draft-brand-indicators-for-message-identification, section 4.3).</summary>
public sealed record BimiRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Bimi;

    /// <summary>The selector that was asked for.</summary>
    public required string Selector { get; init; }

    /// <summary>Where the logo is (<c>l</c>); null where the tag is missing, empty or not valid.</summary>
    public string? LogoUri { get; init; }

    /// <summary>Where the mark certificate is (<c>a</c>); null where the tag is missing, empty or not valid.</summary>
    public string? EvidenceUri { get; init; }

    /// <summary>Which picture is preferred (<c>avp</c>), <c>brand</c> or <c>personal</c>; brand where the tag is missing.</summary>
    public string? AvatarPreference { get; init; }

    /// <summary>What the local parts begin with that have a selector of their own (<c>lps</c>), in lower case.</summary>
    public IReadOnlyList<string> LocalPartSelectors { get; init; } = [];

    /// <summary>Whether the domain declines to have a logo: <c>l</c> and <c>a</c> are empty.</summary>
    public bool IsDeclined { get; init; }
}
