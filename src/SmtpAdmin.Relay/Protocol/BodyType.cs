namespace SmtpAdmin.Relay.Protocol;

/// <summary>What the parameter BODY of MAIL declares.</summary>
internal enum BodyType
{
    /// <summary>Lines of ASCII; also where BODY is not given.</summary>
    SevenBit,

    /// <summary>Lines of octets (RFC 6152).</summary>
    EightBitMime,

    /// <summary>Octets without lines, for BDAT alone (RFC 3030, section 3).</summary>
    BinaryMime,
}
