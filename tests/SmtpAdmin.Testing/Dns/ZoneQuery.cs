namespace SmtpAdmin.Testing.Dns;

/// <summary>A question that the server was asked.</summary>
/// <param name="Name">The name in lower case, without the final dot.</param>
/// <param name="Type">The type's number.</param>
/// <param name="IsTcp">Whether it came over TCP, or what is on top of it.</param>
public sealed record ZoneQuery(string Name, int Type, bool IsTcp)
{
    public bool HasEdns { get; init; }

    public bool IsCheckingDisabled { get; init; }
}
