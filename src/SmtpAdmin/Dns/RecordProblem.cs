namespace SmtpAdmin;

/// <summary>Something in a record that its standard does not allow.</summary>
/// <param name="Code">The stable code of the problem, for example <c>SPF-MECHANISM-UNKNOWN</c>.</param>
/// <param name="Position">Where in the raw text it begins, counted from 0.</param>
/// <param name="Text">The part of the raw text that is meant.</param>
public sealed record RecordProblem(string Code, int Position, string Text)
{
    /// <summary>Returns the code, the position and the text.</summary>
    /// <returns>For example <c>SPF-MECHANISM-UNKNOWN at 7: ipv4:192.0.2.1</c>.</returns>
    public override string ToString() => System.FormattableString.Invariant($"{Code} at {Position}: {Text}");
}
