namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>A term with what it and all below it cost.</summary>
/// <param name="Term">The term.</param>
/// <param name="Lookups">Its lookups.</param>
/// <param name="VoidLookupsIPv4">Its void lookups for an IPv4 client.</param>
/// <param name="VoidLookupsIPv6">Its void lookups for an IPv6 client.</param>
/// <param name="Record">The record that an include or redirect leads to; null in a loop or where it is not known.</param>
internal sealed record SpfAnalysisTerm(
    SpfTerm Term, int Lookups, int VoidLookupsIPv4, int VoidLookupsIPv6, SpfAnalysisRecord? Record);
