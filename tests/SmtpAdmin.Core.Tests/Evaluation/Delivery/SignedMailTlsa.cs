namespace SmtpAdmin.Core.Tests.Evaluation.Delivery;

/// <summary>The TLSA records of a mail exchanger.</summary>
public enum SignedMailTlsa
{
    None,

    /// <summary>3 1 1 with the server's key.</summary>
    Own,

    /// <summary>3 1 1 with another key.</summary>
    Other,

    /// <summary>2 1 1 with the key of the authority that the server sends.</summary>
    Authority,

    /// <summary>2 1 1 with the key of another authority.</summary>
    OtherAuthority,

    /// <summary>0 0 1 and 1 1 1, both true, of which mail can use neither.</summary>
    Pkix,

    /// <summary>The same, and 3 1 1 with the server's key.</summary>
    PkixAndOwn,
}
