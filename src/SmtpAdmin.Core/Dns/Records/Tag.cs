namespace SmtpAdmin.Core.Dns.Records;

/// <summary>One tag of a tag list.</summary>
/// <param name="Name">The name as written.</param>
/// <param name="Value">The value without white space at its ends.</param>
/// <param name="Position">Where the name begins.</param>
/// <param name="ValuePosition">Where the value begins.</param>
internal sealed record Tag(string Name, string Value, int Position, int ValuePosition)
{
    /// <summary>The tag as it is shown in a problem.</summary>
    public override string ToString() => $"{Name}={Value}";
}
