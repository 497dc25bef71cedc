using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>A TLSA record's text, whether senders of mail can use it, and why not.</summary>
internal sealed record TlsaSyntax
{
    /// <summary>The four fields as a zone file has them.</summary>
    public required string Text { get; init; }

    /// <summary>The association data in hexadecimal.</summary>
    public required string Data { get; init; }

    public required bool IsUsable { get; init; }

    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];
}
