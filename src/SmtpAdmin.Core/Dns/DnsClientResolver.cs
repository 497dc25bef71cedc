using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using DnsClient;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Asks through DnsClient: UDP first, TCP when the answer is truncated. Some middleboxes cut a UDP answer at 512 bytes
/// without saying so; an answer of just that size, or one that cannot be read, is asked for again over TCP.
/// </summary>
internal sealed class DnsClientResolver : IDnsResolver
{
    // RFC 1035, section 4.2.1: the most that UDP carries without EDNS, and where middleboxes cut.
    private const int SuspectSize = 512;

    // Fits into one packet on every usual path, so that no fragment is lost (DNS flag day 2020).
    private const int UdpPayloadSize = 1232;

    private readonly NameServer[] _servers;
    private readonly LookupClient _udp;
    private readonly LookupClient _tcp;
    private readonly TimeProvider _time;

    private DnsClientResolver(NameServer[] servers, DnsResolverOptions options, TimeProvider time)
    {
        _servers = servers;
        _udp = new LookupClient(Settings(servers, options, tcpOnly: false));
        _tcp = new LookupClient(Settings(servers, options, tcpOnly: true));
        _time = time;
    }

    /// <summary>Makes a resolver for the server in the options, or for those of the system.</summary>
    /// <exception cref="SmtpAdminException">NameServerInvalid: no server, or none that can be resolved.</exception>
    public static async Task<DnsClientResolver> CreateAsync(
        DnsResolverOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Server is null)
        {
            return new DnsClientResolver(SystemServers(), options, time);
        }

        IPEndPoint server = await NameServerAddress.ResolveAsync(options.Server, cancellationToken)
            .ConfigureAwait(false);
        return new DnsClientResolver([new NameServer(server)], options, time);
    }

    /// <inheritdoc/>
    public async Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        var question = new DnsQuestion(DomainName.Parse(name), type);
        (DnsAnswer answer, bool suspect) = await AskAsync(_udp, question, cancellationToken).ConfigureAwait(false);
        if (!suspect)
        {
            return answer;
        }

        (DnsAnswer second, _) = await AskAsync(_tcp, question, cancellationToken).ConfigureAwait(false);
        return second.IsKnown || !answer.IsKnown ? second : answer;
    }

    private async Task<(DnsAnswer Answer, bool Suspect)> AskAsync(
        LookupClient client, DnsQuestion question, CancellationToken cancellationToken)
    {
        var asked = new global::DnsClient.DnsQuestion(question.Name, (QueryType)question.Type);
        try
        {
            IDnsQueryResponse response = await client.QueryAsync(asked, cancellationToken)
                .OrCanceled(cancellationToken).ConfigureAwait(false);
            return (DnsClientAnswer.Read(question, response, _time.GetUtcNow()), response.MessageSize == SuspectSize);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            DnsAnswer failure = DnsClientAnswer.Fail(question, error, _servers[_servers.Length - 1], _time.GetUtcNow());
            return (failure, failure.Status == DnsStatus.Error);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private static LookupClientOptions Settings(NameServer[] servers, DnsResolverOptions options, bool tcpOnly) =>
        new(servers)
        {
            AutoResolveNameServers = false,
            UseCache = false,
            UseRandomNameServer = false,
            UseTcpOnly = tcpOnly,
            Timeout = options.Timeout,
            Retries = options.Retries,
            ThrowDnsErrors = false,
            // An empty answer is an answer; asking another server would mix two views of a split horizon.
            ContinueOnEmptyResponse = false,
            ContinueOnDnsError = true,
            ExtendedDnsBufferSize = UdpPayloadSize,
            // The DO bit is what makes a validating resolver report its result in the AD bit (RFC 4035, section 3.2.3).
            RequestDnsSecRecords = true,
        };

    // No fall-back to public servers: they do not know an internal zone and would call its names missing.
    private static NameServer[] SystemServers()
    {
        NameServer[] servers =
            [.. NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)];
        return servers.Length > 0
            ? servers
            : throw new SmtpAdminException(ErrorKind.NameServerInvalid, "This computer has no name server configured.");
    }
}
