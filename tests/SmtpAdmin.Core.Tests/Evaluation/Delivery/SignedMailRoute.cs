namespace SmtpAdmin.Core.Tests.Evaluation.Delivery;

/// <summary>How a domain says where its mail goes.</summary>
public enum SignedMailRoute
{
    /// <summary>An MX record.</summary>
    Exchanger,

    /// <summary>An address only (RFC 5321, section 5.1).</summary>
    Address,

    /// <summary>An MX record with a host that has no address.</summary>
    NoAddress,

    /// <summary>A null MX (RFC 7505).</summary>
    Null,

    /// <summary>The domain does not exist.</summary>
    Missing,
}
