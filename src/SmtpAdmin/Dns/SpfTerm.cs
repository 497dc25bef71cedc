namespace SmtpAdmin;

/// <summary>One mechanism or modifier of an SPF record (RFC 7208, section 4.6.1).</summary>
public sealed record SpfTerm
{
    /// <summary>The qualifier: <c>+</c>, <c>-</c>, <c>~</c> or <c>?</c>; null for a modifier.</summary>
    public char? Qualifier { get; init; }

    /// <summary>The mechanism's or modifier's name in lower case, for example <c>include</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What follows the colon, the equals sign or, for <c>a</c> and <c>mx</c>, the name; null where nothing.</summary>
    public string? Value { get; init; }

    /// <summary>Where in the raw text the term begins, counted from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Returns the term as it is written.</summary>
    /// <returns>For example <c>-all</c>; the default qualifier is left out.</returns>
    public override string ToString()
    {
        string qualifier = Qualifier is null or '+' ? string.Empty : Qualifier.Value.ToString();
        string separator = Qualifier is null ? "=" : Value?.StartsWith("/", System.StringComparison.Ordinal) == true ? "" : ":";
        return Value is null ? qualifier + Name : qualifier + Name + separator + Value;
    }
}
