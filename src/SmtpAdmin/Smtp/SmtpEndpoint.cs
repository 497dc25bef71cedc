using System;
using System.Globalization;

namespace SmtpAdmin;

/// <summary>A host and, where named, a port: <c>mail.example.com</c>, <c>mail.example.com:587</c>, <c>[::1]:25</c>.</summary>
public sealed record SmtpEndpoint
{
    /// <summary>Reads an endpoint as a user types it.</summary>
    /// <param name="text">A host name or address; a port behind a colon; an IPv6 address with a port in brackets.</param>
    /// <exception cref="ArgumentException">The text names no host, or its port is not between 1 and 65535.</exception>
    public SmtpEndpoint(string text)
    {
        string value = (text ?? string.Empty).Trim();
        int bracket = value.StartsWith("[", StringComparison.Ordinal) ? value.IndexOf(']') : -1;
        int colon = bracket > 0 ? value.IndexOf(':', bracket) : value.IndexOf(':');
        bool bareIPv6 = bracket < 0 && colon >= 0 && value.IndexOf(':', colon + 1) >= 0;
        if (bareIPv6)
        {
            colon = -1;
        }

        Host = (colon >= 0 ? value.Substring(0, colon) : value).Trim('[', ']');
        Port = colon >= 0 ? ParsePort(value.Substring(colon + 1), value) : null;
        if (Host.Length == 0 || Host.IndexOfAny(s_forbidden) >= 0)
        {
            throw new ArgumentException($"'{value}' names no host. Write host, host:port or [IPv6]:port.", nameof(text));
        }
    }

    /// <summary>Makes an endpoint from its parts.</summary>
    /// <param name="host">A host name or address, without brackets.</param>
    /// <param name="port">The port, or null for the default of the protocol.</param>
    /// <exception cref="ArgumentException">The host is empty, or the port is not between 1 and 65535.</exception>
    public SmtpEndpoint(string host, int? port)
        : this(host)
    {
        if (port is < 1 or > 65535)
        {
            throw new ArgumentException($"{port} is no port. Use 1 to 65535.", nameof(port));
        }

        Port = port ?? Port;
    }

    private static readonly char[] s_forbidden = [' ', '\t', '\r', '\n', '\0', '/', '\\', '@'];

    /// <summary>The host name or address, without brackets.</summary>
    public string Host { get; }

    /// <summary>The port, or null where none was named.</summary>
    public int? Port { get; }

    /// <summary>Returns the endpoint in the form that the constructor reads.</summary>
    /// <returns>Host and port; an IPv6 address in brackets where a port follows.</returns>
    public override string ToString()
    {
        if (Port is not { } port)
        {
            return Host;
        }

        string host = Host.IndexOf(':') >= 0 ? $"[{Host}]" : Host;
        return FormattableString.Invariant($"{host}:{port}");
    }

    private static int ParsePort(string text, string whole)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= 65535)
        {
            return port;
        }

        throw new ArgumentException($"'{whole}' has no valid port behind the colon. Use 1 to 65535.", nameof(text));
    }
}
