using System;
using System.Globalization;
using System.Linq;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>The argument of BDAT: bdat-cmd = "BDAT" SP chunk-size [ SP "LAST" ] (RFC 3030, section 2)</summary>
/// <param name="Size">How many octets follow the command's line.</param>
/// <param name="IsLast">Whether the message ends with them.</param>
internal readonly record struct ChunkArgument(long Size, bool IsLast)
{
    // As many as any long holds. More cannot be meant, and a wrong count would turn content into commands.
    private const int MaximumDigits = 18;

    /// <summary>chunk-size = 1*DIGIT</summary>
    public static bool TryParse(string text, out ChunkArgument argument)
    {
        argument = default;
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool isLast = parts.Length == 2 && parts[1].Equals("LAST", StringComparison.OrdinalIgnoreCase);
        if (parts.Length != (isLast ? 2 : 1) || parts[0].Length > MaximumDigits || !parts[0].All(char.IsAsciiDigit))
        {
            return false;
        }

        argument = new ChunkArgument(long.Parse(parts[0], CultureInfo.InvariantCulture), isLast);
        return true;
    }
}
