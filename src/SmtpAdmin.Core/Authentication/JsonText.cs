using System;
using System.Text.Json;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Authentication;

/// <summary>Strings of a foreign JSON text.</summary>
internal static class JsonText
{
    private const int MaximumLength = 300;

    /// <summary>A string fit for an error or a view.</summary>
    /// <exception cref="FormatException">The string holds half a surrogate pair, which no text has.</exception>
    public static string Printable(JsonElement value) => PrintableText.From(Read(value), MaximumLength);

    /// <summary>A string as it stands.</summary>
    /// <exception cref="FormatException">The string holds half a surrogate pair, which no text has.</exception>
    public static string Read(JsonElement value)
    {
        try
        {
            return value.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException failure)
        {
            throw new FormatException("A JSON string is no text.", failure);
        }
    }
}
