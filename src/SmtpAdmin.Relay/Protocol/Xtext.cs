namespace SmtpAdmin.Relay.Protocol;

/// <summary>xtext = *( xchar / hexchar ); hexchar = "+" 2(%x30-39 / %x41-46) (RFC 3461, section 4)</summary>
internal static class Xtext
{
    /// <remarks>The other characters of a parameter's value, "=" excepted, are xchars already.</remarks>
    public static bool IsValid(string value)
    {
        for (int index = 0; index < value.Length; index++)
        {
            if (value[index] != '+')
            {
                continue;
            }

            bool isHexadecimal = index + 2 < value.Length
                && char.IsAsciiHexDigitUpper(value[index + 1])
                && char.IsAsciiHexDigitUpper(value[index + 2]);
            if (!isHexadecimal)
            {
                return false;
            }

            index += 2;
        }

        return true;
    }
}
