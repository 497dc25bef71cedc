namespace SmtpAdmin;

/// <summary>How a domain does in one area, such as SPF.</summary>
public sealed record MailAreaScore
{
    /// <summary>The area's name, for example <c>Spf</c>.</summary>
    public required string Area { get; init; }

    /// <summary>The score from 0 to 100, or null where too little is known for one.</summary>
    public required int? Score { get; init; }

    /// <summary>How much the area counts in the domain's score, relative to the other areas.</summary>
    public required int Weight { get; init; }

    /// <summary>Returns the area and its score.</summary>
    /// <returns>For example <c>Spf 80</c>, or <c>Spf unknown</c>.</returns>
    public override string ToString() =>
        Score is { } score ? System.FormattableString.Invariant($"{Area} {score}") : $"{Area} unknown";
}
