using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// A name server as the user names it: <c>host</c>, <c>host:port</c>, <c>udp://host</c>, <c>tcp://host</c>,
/// <c>tls://host</c> or <c>https://host/dns-query</c>. The host is a name or an address, an IPv6 address with a port in
/// brackets.
/// </summary>
internal sealed record NameServerAddress
{
    private const int DnsPort = 53;
    private const int TlsPort = 853;
    private const string Separator = "://";
    private const string UsualPath = "/dns-query";
    private const string Template = "{?dns}";

    // A name with hundreds of addresses must not keep a question busy for hours.
    private const int MaxAddresses = 4;

    private NameServerAddress(DnsTransport transport, string host, int port, Uri? uri)
    {
        Transport = transport;
        Host = host;
        Port = port;
        Uri = uri;
    }

    /// <summary>How it is asked; Udp goes on over TCP where an answer does not fit.</summary>
    public DnsTransport Transport { get; }

    /// <summary>The name or address, without brackets.</summary>
    public string Host { get; }

    public int Port { get; }

    /// <summary>Where HTTPS requests go; null for the other transports.</summary>
    public Uri? Uri { get; }

    /// <summary>Reads what the user typed.</summary>
    /// <exception cref="SmtpAdminException">NameServerInvalid: the text names no server.</exception>
    public static NameServerAddress Parse(string text)
    {
        string value = (text ?? string.Empty).Trim();
        int at = value.IndexOf(Separator, StringComparison.Ordinal);
        string? scheme = at < 0 ? null : value.Substring(0, at).ToLowerInvariant();
        string rest = at < 0 ? value : value.Substring(at + Separator.Length);
        try
        {
            return scheme switch
            {
                null or "udp" => Read(DnsTransport.Udp, rest, DnsPort),
                "tcp" => Read(DnsTransport.Tcp, rest, DnsPort),
                "tls" => Read(DnsTransport.Tls, rest, TlsPort),
                "https" => ReadHttps(value),
                _ => throw new ArgumentException($"'{scheme}' is no way to ask a name server.", nameof(text)),
            };
        }
        catch (Exception error) when (error is ArgumentException or UriFormatException)
        {
            throw new SmtpAdminException(
                ErrorKind.NameServerInvalid,
                $"'{EscapedText.Shorten(value)}' names no name server. Write host, host:port, udp://host, tcp://host, "
                + "tls://host or https://host/dns-query.",
                innerException: error);
        }
    }

    /// <summary>Returns the addresses to ask in turn; a host name is resolved by the operating system.</summary>
    /// <exception cref="SmtpAdminException">NameServerInvalid: the host cannot be resolved.</exception>
    public async Task<IPEndPoint[]> ResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] addresses = await SystemHostResolver.ResolveAsync(Host, cancellationToken).ConfigureAwait(false);
            return addresses.Length > 0
                ? [.. addresses.Take(MaxAddresses).Select(address => new IPEndPoint(address, Port))]
                : throw new SocketException((int)SocketError.NoData);
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            throw new SmtpAdminException(
                ErrorKind.NameServerInvalid,
                $"The name server '{EscapedText.Shorten(Host)}' cannot be resolved to an address.",
                innerException: error);
        }
    }

    /// <summary>Returns the address in a form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Transport switch
    {
        DnsTransport.Https => Uri!.AbsoluteUri,
        DnsTransport.Tcp => "tcp://" + new SmtpEndpoint(Host, Port),
        DnsTransport.Tls => "tls://" + new SmtpEndpoint(Host, Port),
        _ => new SmtpEndpoint(Host, Port).ToString(),
    };

    private static NameServerAddress Read(DnsTransport transport, string text, int port)
    {
        var endpoint = new SmtpEndpoint(text);
        return new NameServerAddress(transport, endpoint.Host, endpoint.Port ?? port, null);
    }

    private static NameServerAddress ReadHttps(string text)
    {
        // Servers are announced by a template (RFC 8484, section 4.1.1); with POST nothing is filled in.
        string address = text.EndsWith(Template, StringComparison.Ordinal)
            ? text.Substring(0, text.Length - Template.Length)
            : text;
        var uri = new Uri(address, UriKind.Absolute);
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 || uri.Host.Length == 0)
        {
            throw new ArgumentException("A name server's address has neither a user nor a fragment.", nameof(text));
        }

        uri = uri.AbsolutePath == "/" ? new Uri(uri, UsualPath) : uri;
        return new NameServerAddress(DnsTransport.Https, uri.DnsSafeHost, uri.Port, uri);
    }
}
