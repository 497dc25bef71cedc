namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>
/// Whether a message may show its domain's logo (draft-brand-indicators-for-message-identification, section 7.7).
/// </summary>
internal enum BimiVerdict
{
    /// <summary>A record names a logo; it may be shown once the file itself has been fetched and checked.</summary>
    Pass,

    /// <summary>There is no record.</summary>
    None,

    /// <summary>There is a record, and it can show no logo: it has an error, or there are several.</summary>
    Fail,

    /// <summary>Not known, because a question to the domain name system failed; a later attempt may succeed.</summary>
    TempError,

    /// <summary>The domain declines to have a logo.</summary>
    Declined,

    /// <summary>No record is looked for, as the message does not meet the requirements.</summary>
    Skipped,
}
