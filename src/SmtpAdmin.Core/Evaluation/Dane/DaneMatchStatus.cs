namespace SmtpAdmin.Core.Evaluation.Dane;

/// <summary>What the comparison of TLSA records with a chain of certificates came to.</summary>
internal enum DaneMatchStatus
{
    /// <summary>A record names the certificate or an authority above it, and all that this usage asks for holds.</summary>
    Match,

    /// <summary>A record names an authority above the certificate, which is for another host.</summary>
    NameMismatch,

    /// <summary>A record names a certificate, and the chain that its usage asks for is not valid.</summary>
    ChainInvalid,

    /// <summary>No record names a certificate of the chain.</summary>
    NoMatch,
}
