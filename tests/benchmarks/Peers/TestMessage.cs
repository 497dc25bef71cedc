using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>What everyone sends.</summary>
internal static class TestMessage
{
    /// <summary>The size of the body in bytes.</summary>
    public const int Size = 2048;

    public const string Sender = "sender@example.com";

    public const string Recipient = "recipient@example.net";

    public const string Subject = "A message of a benchmark";

    /// <summary>The same as a script's parameters.</summary>
    public static IReadOnlyList<string> Arguments =>
        ["-Sender", Sender, "-Recipient", Recipient, "-Subject", Subject, "-Body", Body];

    private const int LineLength = 64;

    /// <summary>Plain lines of text, without anything that would need encoding.</summary>
    public static string Body { get; } = string.Concat(
        Enumerable.Repeat(new string('x', LineLength - 2) + "\r\n", Size / LineLength));
}
