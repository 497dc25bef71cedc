using System;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Brings the name server and the port that a user named into one text.</summary>
internal static class NameServerText
{
    private const string Separator = "://";

    /// <summary>
    /// Returns the server with the port, unless it names one itself. What cannot be read stays as it is: the resolver
    /// says what is wrong with it.
    /// </summary>
    public static string? Combine(string? server, int? port)
    {
        string text = (server ?? string.Empty).Trim();
        if (text.Length == 0 || port is null)
        {
            return text.Length == 0 ? null : text;
        }

        int at = text.IndexOf(Separator, StringComparison.Ordinal);
        string scheme = at < 0 ? string.Empty : text.Substring(0, at + Separator.Length);
        try
        {
            return scheme.StartsWith("https", StringComparison.OrdinalIgnoreCase)
                ? WithPort(new Uri(text), port.Value)
                : scheme + WithPort(new SmtpEndpoint(text.Substring(scheme.Length)), port.Value);
        }
        catch (Exception error) when (error is ArgumentException or UriFormatException)
        {
            return text;
        }
    }

    private static string WithPort(Uri uri, int port) =>
        uri.IsDefaultPort ? new UriBuilder(uri) { Port = port }.Uri.AbsoluteUri : uri.AbsoluteUri;

    private static SmtpEndpoint WithPort(SmtpEndpoint endpoint, int port) =>
        new(endpoint.Host, endpoint.Port ?? port);
}
