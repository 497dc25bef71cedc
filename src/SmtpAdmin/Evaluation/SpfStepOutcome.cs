namespace SmtpAdmin;

/// <summary>What a term of an SPF record came to.</summary>
public enum SpfStepOutcome
{
    /// <summary>The evaluation ended in this term without a verdict.</summary>
    Error,

    /// <summary>The term does not apply to the address.</summary>
    NoMatch,

    /// <summary>The term applies to the address.</summary>
    Match,
}
