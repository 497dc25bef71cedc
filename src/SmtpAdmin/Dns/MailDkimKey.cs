using System;

namespace SmtpAdmin;

/// <summary>A key pair for DKIM: the file of its private half, and the record that publishes its public half.</summary>
/// <remarks>The private key is in the file only. Where a <see cref="SmtpDkimKey"/> is wanted, this converts to one.</remarks>
public sealed record MailDkimKey
{
    /// <summary>The domain that signs: tag <c>d=</c>.</summary>
    public required string Domain { get; init; }

    /// <summary>The selector: tag <c>s=</c>.</summary>
    public required string Selector { get; init; }

    /// <summary>The file of the private key, PKCS #8 in PEM.</summary>
    public required string Path { get; init; }

    /// <summary>The algorithm: <c>rsa</c> or <c>ed25519</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The key's length in bits.</summary>
    public required int KeyBits { get; init; }

    /// <summary>The public key in base64, as the record has it.</summary>
    public required string PublicKey { get; init; }

    /// <summary>The record to publish.</summary>
    public required MailDnsRecordDraft Record { get; init; }

    /// <summary>Makes the key that signs messages.</summary>
    /// <returns>The key's file with domain and selector.</returns>
    public SmtpDkimKey ToSmtpDkimKey() => new() { Domain = Domain, Selector = Selector, Path = Path };

    /// <summary>Makes the key that signs messages.</summary>
    /// <param name="key">The key pair.</param>
    public static implicit operator SmtpDkimKey(MailDkimKey key) =>
        (key ?? throw new ArgumentNullException(nameof(key))).ToSmtpDkimKey();
}
