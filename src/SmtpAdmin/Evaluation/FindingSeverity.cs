namespace SmtpAdmin;

/// <summary>How much a finding matters to the domain's mail, whatever its verdict.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing depends on it.</summary>
    Info,

    /// <summary>Good practice that few receivers act on.</summary>
    Low,

    /// <summary>Mail is delivered, with less protection or insight than it could have.</summary>
    Medium,

    /// <summary>Some mail is lost or refused, or others can send in the domain's name.</summary>
    High,

    /// <summary>The domain's mail does not work, or anyone can send in its name.</summary>
    Critical,
}
