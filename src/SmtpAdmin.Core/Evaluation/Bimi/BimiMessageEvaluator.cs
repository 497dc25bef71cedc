using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Core.Evaluation.Dmarc;

namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>
/// Decides whether a message may show its domain's logo, and finds the record that names it
/// (draft-brand-indicators-for-message-identification, section 7). Fetching the logo is left to the caller.
/// </summary>
internal sealed class BimiMessageEvaluator
{
    private const string Branch = "._bimi";

    private readonly CachingDnsResolver _resolver;
    private readonly bool _requiresAlignedDkim;

    /// <summary>Makes an evaluator for one message; a question that comes up twice is asked once.</summary>
    /// <param name="resolver">Answers the questions.</param>
    /// <param name="requiresAlignedDkim">Whether SPF alone is not enough, as the receiver likes it.</param>
    public BimiMessageEvaluator(IDnsResolver resolver, bool requiresAlignedDkim = false)
    {
        _resolver = new CachingDnsResolver(new LongNameResolver(resolver));
        _requiresAlignedDkim = requiresAlignedDkim;
    }

    /// <summary>Evaluates a message. Failed questions are in the result, never an exception.</summary>
    /// <param name="dmarc">What DMARC said of the message.</param>
    /// <param name="selector">The selector that the message names, or null; what is none is ignored.</param>
    /// <param name="localPart">The local part of the author's address; null where it is not to count.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public async Task<BimiMessageResult> EvaluateAsync(
        DmarcTestResult dmarc, string? selector, string? localPart, CancellationToken cancellationToken)
    {
        if (BimiRequirements.FindObstacle(dmarc, _requiresAlignedDkim) is { } obstacle)
        {
            return obstacle;
        }

        string author = dmarc.Domain!;
        var walker = new DmarcTreeWalker(_resolver);
        string? organization = dmarc.OrganizationalDomain
            ?? (await walker.WalkAsync(author, cancellationToken).ConfigureAwait(false)).OrganizationalDomain;
        if (organization is null)
        {
            return new BimiMessageResult(BimiVerdict.TempError, "The organizational domain is not known.");
        }

        DmarcStep policy = await walker.AskAsync(organization, cancellationToken).ConfigureAwait(false);
        if (!policy.IsKnown)
        {
            return new BimiMessageResult(BimiVerdict.TempError, "The policy of the organizational domain is not known.");
        }

        DmarcSyntax? applied = dmarc.Record is null ? null : DmarcRecordParser.Parse(dmarc.Record);
        return BimiRequirements.FindObstacle(dmarc.Policy, [.. new[] { applied, policy.Record }.OfType<DmarcSyntax>()])
            ?? await FindAsync(
                [.. new[] { author, organization }.Distinct()], NormalizeSelector(selector), localPart, cancellationToken)
                .ConfigureAwait(false);
    }

    // Section 7.2: the author domain, then the organizational domain where the first has no record.
    private async Task<BimiMessageResult> FindAsync(
        string[] domains, string selector, string? localPart, CancellationToken cancellationToken)
    {
        foreach (string domain in domains)
        {
            var reader = new BimiReader(_resolver, selector);
            IReadOnlyList<BimiRecord> records = await reader.ReadRecordsAsync(domain, cancellationToken)
                .ConfigureAwait(false);
            BimiRecord[] found = [.. records.Where(static record => record.Status == DnsStatus.Found)];
            if (found.Length > 1)
            {
                return new BimiMessageResult(BimiVerdict.Fail, "There are several records.", found[0]);
            }

            if (found.Length == 1)
            {
                return await AssertAsync(found[0], localPart, cancellationToken).ConfigureAwait(false);
            }

            if (records[0].Status is not (DnsStatus.NoData or DnsStatus.NxDomain))
            {
                return new BimiMessageResult(BimiVerdict.TempError, $"{records[0].QueryName} is not known.");
            }
        }

        return new BimiMessageResult(BimiVerdict.None, "There is no record.");
    }

    // Section 4.5: a record can send local parts on to selectors of their own, and serves those that have none.
    private async Task<BimiMessageResult> AssertAsync(
        BimiRecord record, string? localPart, CancellationToken cancellationToken)
    {
        BimiSyntax syntax = BimiRecordParser.Parse(record.Raw!);
        string? selector = localPart is null || !syntax.HasLocalPartSelectors
            ? null
            : BimiLocalPart.TryMakeSelector(localPart, syntax.LocalPartSelectors);
        if (selector is null || selector.Equals(record.Selector, StringComparison.OrdinalIgnoreCase))
        {
            return Judge(record);
        }

        IReadOnlyList<BimiRecord> own = await new BimiReader(_resolver, selector)
            .ReadRecordsAsync(record.Domain, cancellationToken).ConfigureAwait(false);
        BimiRecord[] found = [.. own.Where(static item => item.Status == DnsStatus.Found)];
        bool isKnown = found.Length > 0 || own[0].Status is DnsStatus.NoData or DnsStatus.NxDomain;
        return isKnown
            ? Judge(found.Length == 1 ? found[0] : record)
            : new BimiMessageResult(BimiVerdict.TempError, $"{own[0].QueryName} is not known.");
    }

    // Section 7.3. A preference that is not known is ignored; any other error makes the record one that must not be
    // mended (section 4.3).
    private static BimiMessageResult Judge(BimiRecord record)
    {
        if (record.IsDeclined)
        {
            return new BimiMessageResult(BimiVerdict.Declined, "The domain declines to have a logo.", record);
        }

        RecordProblem? problem = record.Problems.FirstOrDefault(static item => !IsPreference(item));
        return problem is null && record.LogoUri is not null
            ? new BimiMessageResult(BimiVerdict.Pass, null, record)
            : new BimiMessageResult(BimiVerdict.Fail, $"The record has an error: {problem}.", record);
    }

    // selector = sub-domain *( "." sub-domain ) ; section 4.4. The message says it, so it can be anything.
    private static string NormalizeSelector(string? selector) =>
        selector?.IndexOf('@') < 0 && DomainName.TryParse(selector + Branch, out string? name)
            ? name.Substring(0, name.Length - Branch.Length)
            : BimiReader.DefaultSelector;

    private static bool IsPreference(RecordProblem problem) =>
        problem.Code == "BIMI-VALUE-INVALID" && problem.Text.StartsWith("avp", StringComparison.OrdinalIgnoreCase);
}
