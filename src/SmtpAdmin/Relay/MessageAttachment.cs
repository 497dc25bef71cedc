namespace SmtpAdmin;

/// <summary>An attachment of a message.</summary>
public sealed record MessageAttachment
{
    /// <summary>The file name that the message suggests; never to be used as a path unseen. Null where it has none.</summary>
    public string? FileName { get; init; }

    /// <summary>The media type, for example <c>application/pdf</c>.</summary>
    public required string ContentType { get; init; }

    /// <summary>The size of the decoded content in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The decoded content.</summary>
    public required byte[] Content { get; init; }

    /// <summary>Returns the file name and the size.</summary>
    /// <returns>For example <c>report.pdf (1024 bytes)</c>.</returns>
    public override string ToString() => System.FormattableString.Invariant($"{FileName ?? ContentType} ({Size} bytes)");
}
