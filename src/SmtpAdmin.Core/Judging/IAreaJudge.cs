namespace SmtpAdmin.Core.Judging;

/// <summary>Judges one area of a domain's mail by facts alone.</summary>
internal interface IAreaJudge
{
    /// <summary>Adds what is wrong, can be better or is not known; nothing where all is well.</summary>
    void Judge(DomainFacts facts, AreaFindings findings);
}
