namespace SmtpAdmin;

/// <summary>Whether a name of an address leads back to it (forward-confirmed reverse DNS).</summary>
public enum PtrVerdict
{
    /// <summary>At least one of its names has the address.</summary>
    Confirmed,

    /// <summary>The address has no name, or none of its names has the address.</summary>
    NotConfirmed,

    /// <summary>A question that would have decided it was not answered.</summary>
    Unknown,
}
