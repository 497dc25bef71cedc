namespace SmtpAdmin.Core.Smtp;

/// <summary>The extensions that a transaction asks for, looked up once for a session.</summary>
internal sealed class SessionExtensions(EhloResponse ehlo)
{
    /// <summary>RFC 2920.</summary>
    public bool Pipelining { get; } = ehlo.Supports("PIPELINING");

    /// <summary>RFC 1870.</summary>
    public bool Size { get; } = ehlo.Supports("SIZE");

    /// <summary>The largest message in bytes; 0 where there is no limit or none that is said.</summary>
    public long MaximumSize { get; } = ehlo.Size;

    /// <summary>RFC 6152.</summary>
    public bool EightBitMime { get; } = ehlo.Supports("8BITMIME");

    /// <summary>RFC 6531.</summary>
    public bool SmtpUtf8 { get; } = ehlo.Supports("SMTPUTF8");

    /// <summary>RFC 3461.</summary>
    public bool DeliveryStatus { get; } = ehlo.Supports("DSN");
}
