namespace SmtpAdmin.Core.Addressing;

/// <summary>A mailbox: an addr-spec and the name that a reader sees beside it (RFC 5322, section 3.4).</summary>
internal sealed record MailAddress
{
    /// <summary>The name beside the address, unquoted; null where there is none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The part before the at sign, as written; quoted where it was quoted.</summary>
    public required string LocalPart { get; init; }

    /// <summary>The part behind the at sign: A-labels, or an address literal in brackets.</summary>
    public required string Domain { get; init; }

    /// <summary>The addr-spec as it goes on the wire.</summary>
    public string Address => $"{LocalPart}@{Domain}";

    /// <summary>Whether the local part is not ASCII, so that the server must offer SMTPUTF8 (RFC 6531).</summary>
    public bool NeedsSmtpUtf8
    {
        get
        {
            foreach (char character in LocalPart)
            {
                if (character > '\x7F')
                {
                    return true;
                }
            }

            return false;
        }
    }

    public override string ToString() => DisplayName is null ? Address : $"{DisplayName} <{Address}>";
}
