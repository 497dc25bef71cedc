using System;
using System.Collections.Generic;
using MimeKit;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Composing;

/// <summary>Which header fields a draft may add. A line break in a value would add further fields, or end the header.</summary>
internal static class HeaderRules
{
    private const string ContentPrefix = "Content-";
    private const string ResentPrefix = "Resent-";

    // Set by the composer from the draft, or by the servers on the way.
    private static readonly HashSet<string> s_reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version",
        "Importance", "Priority", "X-Priority", "Received", "Return-Path", "DKIM-Signature",
    };

    /// <summary>Makes the header field, or refuses it.</summary>
    /// <exception cref="SmtpAdminException">The name or the value is not allowed.</exception>
    public static Header ToField(MessageHeader header)
    {
        string name = header.Name ?? string.Empty;
        if (!IsFieldName(name))
        {
            throw Invalid($"'{PrintableText.From(name)}' is no name of a header field.");
        }

        if (s_reserved.Contains(name)
            || name.StartsWith(ContentPrefix, StringComparison.OrdinalIgnoreCase)
            || name.StartsWith(ResentPrefix, StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid($"The header field {name} is set by the message itself and cannot be added.");
        }

        return new Header(name, CheckValue(name, header.Value));
    }

    /// <summary>Returns the value of the field <paramref name="name"/>, or refuses it.</summary>
    /// <exception cref="SmtpAdminException">The value holds a control character other than a tab.</exception>
    public static string CheckValue(string name, string? value)
    {
        foreach (char character in value ?? string.Empty)
        {
            if (character != '\t' && WireText.IsHarmful(character))
            {
                throw Invalid($"The value of the header field {name} holds a line break or another control character.");
            }
        }

        return value ?? string.Empty;
    }

    // field-name = 1*ftext; ftext = %d33-57 / %d59-126 (RFC 5322, section 2.2)
    private static bool IsFieldName(string name)
    {
        foreach (char character in name)
        {
            if (character is < '!' or > '~' or ':')
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    private static SmtpAdminException Invalid(string detail) => new(ErrorKind.HeaderInvalid, detail);
}
