using System;
using System.Collections.Concurrent;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Tests each list once before it is believed: it must name its test point, and must not name another (RFC 5782,
/// section 5). A list that is gone, refuses this resolver or names everything fails that.
/// </summary>
internal sealed class DnsblProbe(IDnsResolver resolver)
{
    private const string NeverListedDomain = "invalid";

    private readonly ConcurrentDictionary<(string Zone, DnsblSubjects Subject), Lazy<Task<string?>>> _failures = new();

    /// <summary>Returns why the list cannot be believed about such subjects, or null where it can.</summary>
    public Task<string?> FindFailureAsync(DnsblList list, DnsblSubjects subject, CancellationToken cancellationToken) =>
        _failures.GetOrAdd(
            (list.Zone, subject),
            _ => new Lazy<Task<string?>>(() => TestAsync(list, subject, cancellationToken))).Value;

    private async Task<string?> TestAsync(DnsblList list, DnsblSubjects subject, CancellationToken cancellationToken)
    {
        (string listed, string unlisted) = Points(list, subject);
        DnsAnswer[] answers = await Task.WhenAll(
            resolver.QueryAsync(Below(listed, list.Zone), DnsRecordType.A, cancellationToken),
            resolver.QueryAsync(Below(unlisted, list.Zone), DnsRecordType.A, cancellationToken)).ConfigureAwait(false);
        (DnsblAnswer first, DnsblAnswer second) = (DnsblAnswer.Read(answers[0]), DnsblAnswer.Read(answers[1]));
        return (first.Verdict, second.Verdict) switch
        {
            (DnsblVerdict.Listed, DnsblVerdict.NotListed) => null,
            (DnsblVerdict.Unknown, _) => $"The list failed its test with {listed}: {first.Failure}",
            (DnsblVerdict.NotListed, _) => $"The list failed its test: it does not name {listed}.",
            (_, DnsblVerdict.Unknown) => $"The list failed its test with {unlisted}: {second.Failure}",
            _ => $"The list failed its test: it names {unlisted}, as one does that names everything.",
        };
    }

    private static (string Listed, string Unlisted) Points(DnsblList list, DnsblSubjects subject) => subject switch
    {
        DnsblSubjects.IPv4 => ("127.0.0.2", "127.0.0.1"),
        DnsblSubjects.IPv6 => ("::ffff:127.0.0.2", "::ffff:127.0.0.1"),
        _ => (list.TestDomain, NeverListedDomain),
    };

    private static string Below(string point, string zone) =>
        IPAddress.TryParse(point, out IPAddress? address) ? ReverseName.Below(address, zone) : $"{point}.{zone}";
}
