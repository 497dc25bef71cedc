using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Dns.Wire;

namespace SmtpAdmin.Core.Dns.Transports;

/// <summary>
/// DNS over HTTPS by POST (RFC 8484), over HTTP/2 where platform and server have it. On Windows PowerShell it is HTTP/1.1,
/// which a few servers, unbound among them, do not speak.
/// </summary>
internal sealed class HttpsTransport : IDnsTransport
{
    private const string MediaType = "application/dns-message";
    private const int MaxLength = 65_535;

    // Where it is HTTP/1.1, each connection carries one question at a time.
    private const int MaxConnections = 16;

#if NET
    public const bool SpeaksHttp2 = true;
#else
    public const bool SpeaksHttp2 = false;
#endif

    private readonly Uri _uri;
    private readonly HttpClient _http;

    public HttpsTransport(Uri uri, ServerTrust trust)
    {
        _uri = uri;
        var handler = new HttpClientHandler
        {
            // A redirect could lead the questions to who should not see them.
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = MaxConnections,
        };
        if (trust.HasOwnRoots)
        {
            handler.ServerCertificateCustomValidationCallback =
                (_, certificate, chain, errors) => trust.Accepts(uri.DnsSafeHost, certificate, chain, errors);
        }

        _http = new HttpClient(handler)
        {
            // Each question brings its own deadline.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxLength,
        };
    }

    public DnsTransport Kind => DnsTransport.Https;

    /// <inheritdoc/>
    public async Task<byte[]> ExchangeAsync(WireQuery query, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = CreateRequest(query);
        try
        {
            // .NET Framework does not always end a request at once when it is cancelled. The whole body is read within
            // the bound of the client's buffer.
            using HttpResponseMessage response = await _http
                .SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken)
                .OrCanceled(cancellationToken).ConfigureAwait(false);
            return await ReadAsync(query, response, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Explain(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage CreateRequest(WireQuery query)
    {
        // ID 0 as RFC 8484, section 4.1 wants it: the exchange itself ties the response to its query.
        var content = new ByteArrayContent(query.WithId(0));
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        var request = new HttpRequestMessage(HttpMethod.Post, _uri) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType));
#if NET
        // .NET Framework refuses a request of version 2 instead of agreeing on another.
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
#endif
        return request;
    }

    private static async Task<byte[]> ReadAsync(
        WireQuery query, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new TransportException(
                FormattableString.Invariant($"The name server answered with HTTP status {(int)response.StatusCode}."));
        }

        if (!string.Equals(response.Content.Headers.ContentType?.MediaType, MediaType, StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"The response is not of type {MediaType}.");
        }

        cancellationToken.ThrowIfCancellationRequested();
#if NET
        byte[] message = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
#else
        byte[] message = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
#endif
        return query.IsAnsweredBy(message)
            ? message
            : throw new FormatException("The response does not answer the question.");
    }

    private static TransportException Explain(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return TransportException.From(cause);
            }
        }

        string reason = PrintableText.From(failure.GetBaseException().Message).TrimEnd('.');
        return new TransportException($"The name server could not be asked over HTTPS: {reason}.", failure);
    }
}
