namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>How many connections at once a line of the table is about.</summary>
internal static class Sessions
{
    public static string Describe(int count) => count == 1 ? "1 session" : $"{count} sessions";
}
