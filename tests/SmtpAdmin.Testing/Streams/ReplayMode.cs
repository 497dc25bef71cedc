namespace SmtpAdmin.Testing.Streams;

/// <summary>In what portions bytes arrive.</summary>
public enum ReplayMode
{
    /// <summary>All at once.</summary>
    Whole,

    /// <summary>Up to each LF.</summary>
    ByLine,

    /// <summary>One at a time.</summary>
    ByteByByte,
}
