namespace SmtpAdmin.Testing.Peers;

/// <summary>How a zone of <see cref="SignedZones"/> stands to DNSSEC.</summary>
public enum ZoneState
{
    /// <summary>Signed, and trusted by its parent or by the resolver.</summary>
    Good,

    /// <summary>Signed in such a way that the signatures have ended.</summary>
    Expired,

    /// <summary>Signed with another key than the one that is trusted.</summary>
    Bogus,

    /// <summary>Not signed. Below a signed parent it is proven to be so; otherwise nobody expects it to be.</summary>
    Plain,
}
