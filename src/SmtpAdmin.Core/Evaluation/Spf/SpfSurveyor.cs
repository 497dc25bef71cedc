using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>
/// Follows a domain's SPF record to its end, side by side: the time is that of the longest chain of includes. Each name
/// is asked for once, so a loop ends by itself.
/// </summary>
internal sealed class SpfSurveyor
{
    // Ten lookups are allowed; a domain far over the limit is still shown nearly whole.
    private const int MaxQuestions = 300;

    private readonly IDnsResolver _resolver;
    private readonly string _domain;
    private readonly CancellationToken _cancellationToken;
    private readonly ConcurrentDictionary<DnsQuestion, DnsAnswer?> _answers = new();
    private int _questions;

    private SpfSurveyor(IDnsResolver resolver, string domain, CancellationToken cancellationToken)
    {
        _resolver = resolver;
        _domain = domain;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Follows the record of a domain in normal form.</summary>
    public static async Task<SpfSurvey> ReadAsync(
        IDnsResolver resolver, string domain, CancellationToken cancellationToken)
    {
        var surveyor = new SpfSurveyor(resolver, domain, cancellationToken);
        await surveyor.FollowAsync(domain).ConfigureAwait(false);
        Dictionary<DnsQuestion, DnsAnswer> answers = surveyor._answers
            .Where(static pair => pair.Value is not null)
            .ToDictionary(static pair => pair.Key, static pair => pair.Value!);
        return new SpfSurvey(domain, answers, surveyor._questions <= MaxQuestions);
    }

    private async Task FollowAsync(string domain)
    {
        DnsAnswer? answer = await AskAsync(domain, DnsRecordType.Txt).ConfigureAwait(false);
        // A record with an error is a permerror; where it would lead says nothing.
        if (answer?.IsKnown == true && SpfRecordChoice.From(answer).Syntax is { Error: null } syntax)
        {
            await Task.WhenAll(syntax.Terms.Evaluable().Select(term => FollowAsync(term, domain))).ConfigureAwait(false);
        }
    }

    private Task FollowAsync(SpfTerm term, string domain) =>
        term.Name switch
        {
            "include" or "redirect" => ForTargetAsync(term.Value, domain, FollowAsync),
            "a" => ForTargetAsync(SpfHost.Parse(term.Value).DomainSpec, domain, AskAddressesAsync),
            "mx" => ForTargetAsync(SpfHost.Parse(term.Value).DomainSpec, domain, AskExchangesAsync),
            "exists" => ForTargetAsync(term.Value, domain, target => AskAsync(target, DnsRecordType.A)),
            _ => Task.CompletedTask,
        };

    private Task ForTargetAsync(string? domainSpec, string domain, Func<string, Task> action) =>
        SpfSurvey.Target(domainSpec, domain, _domain) is { } target ? action(target) : Task.CompletedTask;

    private Task AskAddressesAsync(string host) =>
        Task.WhenAll(AskAsync(host, DnsRecordType.A), AskAsync(host, DnsRecordType.Aaaa));

    private async Task AskExchangesAsync(string domain)
    {
        DnsAnswer? answer = await AskAsync(domain, DnsRecordType.Mx).ConfigureAwait(false);
        if (answer is not null)
        {
            await Task.WhenAll(SpfExchanges.Of(answer).Take(SpfLimits.MaxHostsPerTerm).Select(AskAddressesAsync))
                .ConfigureAwait(false);
        }
    }

    // Null where the question is no question, was asked before (its asker goes on from there), or is one too many.
    private async Task<DnsAnswer?> AskAsync(string name, DnsRecordType type)
    {
        var question = new DnsQuestion(name, type);
        if (!SpfName.IsName(name)
            || !_answers.TryAdd(question, null)
            || Interlocked.Increment(ref _questions) > MaxQuestions)
        {
            return null;
        }

        DnsAnswer answer;
        try
        {
            answer = await _resolver.QueryAsync(name, type, _cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpAdminException error) when (error.Kind == ErrorKind.DomainInvalid)
        {
            answer = SpfLedger.Unaskable(question);
        }

        _answers[question] = answer;
        return answer;
    }
}
