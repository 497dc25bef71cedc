namespace SmtpAdmin.Core.Dns.Wire;

/// <summary>The response codes that matter here (RFC 1035, section 4.1.1; RFC 6891, section 9).</summary>
internal enum ResponseCode
{
    NoError = 0,

    /// <summary>The server could not read the query.</summary>
    FormatError = 1,

    ServerFailure = 2,

    /// <summary>The name does not exist.</summary>
    NameError = 3,

    NotImplemented = 4,

    Refused = 5,

    /// <summary>The server knows EDNS in another version only.</summary>
    BadVersion = 16,
}
