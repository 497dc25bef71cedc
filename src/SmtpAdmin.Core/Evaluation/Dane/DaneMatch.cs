using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Dane;

/// <summary>What the comparison of TLSA records with a chain of certificates came to.</summary>
internal sealed record DaneMatch
{
    public required DaneMatchStatus Status { get; init; }

    /// <summary>The record that decided; null where none matched.</summary>
    public DnsTlsa? Record { get; init; }

    /// <summary>How far from the server's certificate the certificate stands that the record names.</summary>
    public int? Depth { get; init; }

    /// <summary>Why a chain to a matching certificate is not valid, in words; null where that is not the matter.</summary>
    public string? Failure { get; init; }
}
