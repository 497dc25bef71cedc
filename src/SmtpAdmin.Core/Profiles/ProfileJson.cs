using System;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmtpAdmin.Core.Profiles;

/// <summary>A profile as JSON.</summary>
/// <remarks>
/// A field that is not known here is refused, not kept or skipped: it may be one of a newer version that demands more
/// safety than this one would give.
/// </remarks>
internal static class ProfileJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        MaxDepth = 8,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.Default,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    public static byte[] Write(SmtpProfile profile) => JsonSerializer.SerializeToUtf8Bytes(profile, s_options);

    /// <exception cref="SmtpAdminException">The text is no profile (ProfileInvalid).</exception>
    public static SmtpProfile Read(string name, byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<SmtpProfile>(content, s_options)
                ?? throw new SmtpAdminException(ErrorKind.ProfileInvalid, $"The file of '{name}' is empty.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // The exception's own text names our types and may quote the file.
            string place = exception is JsonException { LineNumber: { } line } ? $" (line {line + 1})" : string.Empty;
            throw new SmtpAdminException(
                ErrorKind.ProfileInvalid,
                $"The file of '{name}' is damaged, or has a field that this version does not know{place}.",
                innerException: exception);
        }
    }
}
