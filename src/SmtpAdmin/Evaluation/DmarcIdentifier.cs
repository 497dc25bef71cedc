namespace SmtpAdmin;

/// <summary>A domain that SPF or DKIM checked, and whether it is aligned with the author domain.</summary>
/// <param name="Kind">The check.</param>
/// <param name="Domain">The MAIL FROM domain, or the domain that signed.</param>
/// <param name="Result">What the check said.</param>
public sealed record DmarcIdentifier(DmarcIdentifierKind Kind, string Domain, DmarcIdentifierResult Result)
{
    /// <summary>The organizational domain of <see cref="Domain"/>; null where it was not needed or is not known.</summary>
    public string? OrganizationalDomain { get; init; }

    /// <summary>
    /// Whether the domain is aligned with the author domain in the mode that the policy asks for. Null where it is not
    /// known because a question failed, and where it does not matter because the check did not pass.
    /// </summary>
    public bool? IsAligned { get; init; }

    /// <summary>Returns the check, its result and the domain.</summary>
    /// <returns>For example <c>Dkim Pass example.com aligned</c>.</returns>
    public override string ToString()
    {
        string aligned = IsAligned switch { true => " aligned", false => " not aligned", _ => string.Empty };
        return $"{Kind} {Result} {Domain}{aligned}";
    }
}
