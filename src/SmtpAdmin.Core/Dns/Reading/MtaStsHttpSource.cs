using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Fetches policies over HTTPS (RFC 8461, section 3.3): the certificate must be valid for the policy host, redirects are
/// not followed, and nothing but 200 brings a policy. Each domain has a host of its own, so no connection is kept.
/// </summary>
internal sealed class MtaStsHttpSource(IDnsResolver resolver, MtaStsHttpOptions options) : IMtaStsPolicySource
{
    // A policy that lists a hundred hosts has 4 KB.
    private const int MaxLength = 64 * 1024;

    public MtaStsHttpSource(IDnsResolver resolver)
        : this(resolver, new MtaStsHttpOptions())
    {
    }

    /// <inheritdoc/>
    public async Task<MtaStsFetch> FetchAsync(string domain, CancellationToken cancellationToken)
    {
        string host = "mta-sts." + domain;
        string port = options.Port == 443 ? string.Empty : ":" + options.Port.ToString(CultureInfo.InvariantCulture);
        var fetch = new MtaStsFetch
        {
            Uri = $"https://{host}{port}/.well-known/mta-sts.txt",
            Status = MtaStsPolicyStatus.Unreachable,
        };
        // The prefix can make a long name too long, which then no server can have.
        if (!DomainName.TryParse(host, out _))
        {
            return Fail(fetch, MtaStsPolicyStatus.HostNotFound, $"{host} is too long for a host name.");
        }

        HostAddresses addresses = await HostAddresses.ReadAsync(resolver, host, cancellationToken)
            .ConfigureAwait(false);
        if (addresses.Status != DnsStatus.Found)
        {
            return addresses.Answer.IsKnown
                ? Fail(fetch, MtaStsPolicyStatus.HostNotFound, $"{host} has no address.")
                : Fail(fetch, MtaStsPolicyStatus.HostUnknown, addresses.Answer.Failure ?? "No answer came.");
        }

        using var deadline = new CancellationTokenSource(options.Timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var trust = new PolicyHostTrust(host, options);
        try
        {
            return await GetAsync(fetch, host, addresses, trust, both.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            string seconds = options.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Fail(fetch, MtaStsPolicyStatus.Timeout, $"{host} did not deliver the policy within {seconds} s.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException
            or OperationCanceledException or InvalidOperationException or WebException)
        {
            return trust.Refusal is { } refusal
                ? Fail(fetch, MtaStsPolicyStatus.CertificateInvalid, refusal)
                : Fail(fetch, MtaStsPolicyStatus.Unreachable, failure.GetBaseException().Message);
        }
    }

    private async Task<MtaStsFetch> GetAsync(
        MtaStsFetch fetch,
        string host,
        HostAddresses addresses,
        PolicyHostTrust trust,
        CancellationToken cancellationToken)
    {
        using HttpMessageHandler handler = PolicyHttpHandler.Create(host, addresses, trust, options.UseProxy);
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        // The streams of .NET Framework do not listen to the token; closing the client ends them.
        using CancellationTokenRegistration closing = cancellationToken.Register(client.Dispose);
        using HttpResponseMessage response = await client
            .GetAsync(fetch.Uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        int code = (int)response.StatusCode;
        if (code != 200)
        {
            // Section 3.3: "HTTP 3xx redirects MUST NOT be followed".
            MtaStsPolicyStatus status = code is >= 300 and < 400
                ? MtaStsPolicyStatus.Redirected
                : MtaStsPolicyStatus.HttpError;
            return Fail(fetch, status, FormattableString.Invariant($"{host} answered with {code}."));
        }

        byte[]? body = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
        if (body is null)
        {
            return Fail(
                fetch, MtaStsPolicyStatus.TooLarge, FormattableString.Invariant($"The file exceeds {MaxLength} bytes."));
        }

        return fetch with
        {
            Status = MtaStsPolicyStatus.Valid,
            Text = Encoding.UTF8.GetString(body),
            MediaType = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant(),
        };
    }

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
#if NETSTANDARD2_0
        using Stream stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#else
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#endif
        var body = new MemoryStream();
        byte[] block = new byte[4096];
        while (body.Length <= MaxLength)
        {
            int read = await StreamBytes.ReadAsync(stream, block, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return body.ToArray();
            }

            body.Write(block, 0, read);
        }

        return null;
    }

    private static MtaStsFetch Fail(MtaStsFetch fetch, MtaStsPolicyStatus status, string failure) =>
        fetch with { Status = status, Failure = EscapedText.Escape(failure) };
}
