namespace SmtpAdmin;

/// <summary>A header field of a message, decoded (RFC 5322, section 2.2; RFC 2047).</summary>
/// <param name="Name">The field's name as written.</param>
/// <param name="Value">The field's value, unfolded and decoded.</param>
public sealed record MessageHeader(string Name, string Value)
{
    /// <summary>Returns name and value as one line.</summary>
    /// <returns>For example <c>Subject: Report</c>.</returns>
    public override string ToString() => $"{Name}: {Value}";
}
