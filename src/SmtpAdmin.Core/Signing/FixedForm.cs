using MimeKit;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// Brings a message into the form that it keeps on its way, before it is signed (RFC 6376, section 5.3; RFC 8551,
/// section 3.1). MimeKit would write header fields in UTF-8 where a later writer asks for it, and encode parts anew for
/// a server without 8BITMIME; either would break the signature.
/// </summary>
internal static class FixedForm
{
    private const int LineLength = 78;

    /// <summary>Encodes every part for seven bits, and fixes the bytes of every header field.</summary>
    public static void Apply(MimeMessage message)
    {
        message.Prepare(EncodingConstraint.SevenBit, LineLength);
        Fix(message);
    }

    private static void Fix(MimeMessage message)
    {
        Fix(message.Headers);
        if (message.Body is { } body)
        {
            Fix(body);
        }
    }

    private static void Fix(MimeEntity entity)
    {
        Fix(entity.Headers);
        if (entity is Multipart multipart)
        {
            foreach (MimeEntity part in multipart)
            {
                Fix(part);
            }
        }
        else if (entity is MessagePart { Message: { } message })
        {
            Fix(message);
        }
    }

    private static void Fix(HeaderList fields)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            Header field = fields[i];
            field.SetRawValue(field.RawValue);
        }
    }
}
