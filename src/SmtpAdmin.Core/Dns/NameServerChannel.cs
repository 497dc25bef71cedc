using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Transports;
using SmtpAdmin.Core.Dns.Wire;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Asks one name server: within a bound of questions at the same time, without EDNS where it does not bear that, and
/// over TCP where an answer over UDP is truncated or cannot be trusted to be whole.
/// </summary>
internal sealed class NameServerChannel : IDisposable
{
    // RFC 1035, section 4.2.1: the most that UDP carries without EDNS. Some middleboxes cut there and do not say so.
    private const int SuspectSize = 512;

    private readonly string _name;
    private readonly IDnsTransport _transport;
    private readonly IDnsTransport? _tcp;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _free;
    private long _timedOutAt;

    /// <param name="name">The server as answers name it.</param>
    /// <param name="transport">How it is asked.</param>
    /// <param name="tcp">How it is asked again where UDP did not do; null for another transport.</param>
    /// <param name="options">The time for an attempt, and the bound.</param>
    /// <param name="time">The clock.</param>
    public NameServerChannel(
        string name, IDnsTransport transport, IDnsTransport? tcp, DnsResolverOptions options, TimeProvider time)
    {
        _name = name;
        _transport = transport;
        _tcp = tcp;
        _timeout = options.Timeout;
        _time = time;
        _free = new SemaphoreSlim(options.MaxQuestionsUnderWay, options.MaxQuestionsUnderWay);
    }

    /// <summary>When it last left a question without an answer, in ticks; 0 where it has answered since.</summary>
    public long TimedOutAt => Interlocked.Read(ref _timedOutAt);

    /// <summary>Asks once, over TCP too where that is needed.</summary>
    public async Task<NameServerOutcome> AskAsync(DnsQuery query, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // When many give up at once, the place of one may come to another first.
            cancellationToken.ThrowIfCancellationRequested();
            (NameServerOutcome outcome, bool isSuspect) =
                await AskAsync(_transport, query, cancellationToken).ConfigureAwait(false);
            if (isSuspect && _tcp is not null)
            {
                (NameServerOutcome second, _) = await AskAsync(_tcp, query, cancellationToken).ConfigureAwait(false);
                outcome = second.Answer.IsKnown || !outcome.Answer.IsKnown ? second : outcome;
            }

            bool timedOut = outcome.Answer.Status == DnsStatus.Timeout;
            Interlocked.Exchange(ref _timedOutAt, timedOut ? _time.GetUtcNow().UtcTicks : 0);
            return outcome;
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transport.Dispose();
        _tcp?.Dispose();
    }

    private async Task<(NameServerOutcome Outcome, bool IsSuspect)> AskAsync(
        IDnsTransport transport, DnsQuery query, CancellationToken cancellationToken)
    {
        try
        {
            byte[] message = await ExchangeAsync(transport, query, cancellationToken).ConfigureAwait(false);
            DnsResponse response = ResponseReader.Read(message);
            if (response.RefusesEdns && query.HasEdns)
            {
                // RFC 6891, section 7: such a server is asked again in the old form.
                return await AskAsync(transport, query with { HasEdns = false }, cancellationToken).ConfigureAwait(false);
            }

            DnsAnswer answer = AnswerReader.Read(Undecided(transport, query), response);
            bool isSuspect = response.Header.IsTruncated || message.Length == SuspectSize;
            return (new NameServerOutcome(answer, true), isSuspect);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && AnswerReader.IsFailure(failure))
        {
            DnsAnswer answer = AnswerReader.Fail(Undecided(transport, query), failure);
            return (new NameServerOutcome(answer, false), answer.Status == DnsStatus.Error);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private DnsAnswer Undecided(IDnsTransport transport, DnsQuery query) => new()
    {
        Question = query.Question,
        Status = DnsStatus.Error,
        AnsweredAt = _time.GetUtcNow(),
        NameServer = _name,
        Transport = transport.Kind,
    };

    private async Task<byte[]> ExchangeAsync(
        IDnsTransport transport, DnsQuery query, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(_time, _timeout, cancellationToken);
        return await transport.ExchangeAsync(new WireQuery(query), deadline.Token).ConfigureAwait(false);
    }
}
