using SmtpAdmin.Testing.Peers;

namespace SmtpAdmin.Core.Tests.Evaluation.Delivery;

/// <summary>A domain with a mail exchanger in zones of a state, and what is to be made of it.</summary>
/// <param name="Name">What the case is about.</param>
public sealed record SignedMailCase(string Name)
{
    public const string Good = "good.test";
    public const string Plain = "plain.test";
    public const string PlainBelow = "plain.good.test";
    public const string Expired = "expired.good.test";
    public const string Bogus = "bogus.good.test";

    /// <summary>The zone of the domain.</summary>
    public string Zone { get; init; } = Good;

    /// <summary>The zone of the mail exchanger; null for that of the domain.</summary>
    public string? HostZone { get; init; }

    /// <summary>The zone of an alias (CNAME) for the mail exchanger, which MX names; null without one.</summary>
    public string? AliasZone { get; init; }

    /// <summary>The zone that the name of the TLSA records is an alias into; null without one.</summary>
    public string? TlsaZone { get; init; }

    public SignedMailRoute Route { get; init; }

    public SignedMailTlsa Tlsa { get; init; } = SignedMailTlsa.Own;

    /// <summary>Whether the TLSA records are those of the alias.</summary>
    public bool IsTlsaOfAlias { get; init; }

    public SignedMailServer Server { get; init; }

    public DnssecVerdict Dnssec { get; init; } = DnssecVerdict.Secure;

    /// <summary>Whether each record is secure, or the status where there is none.</summary>
    public string Secured { get; init; } = "Secure";

    public MailDeliveryVerdict Verdict { get; init; } = MailDeliveryVerdict.DeliverByDane;

    /// <summary>The code of the verdict on DANE; null where the domain has no endpoint.</summary>
    public string? Code { get; init; } = "DANE-MATCH";

    public PosttlsVerdict Postfix { get; init; } = PosttlsVerdict.Verified;

    public override string ToString() => Name;
}
