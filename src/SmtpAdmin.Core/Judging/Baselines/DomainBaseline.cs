using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;

namespace SmtpAdmin.Core.Judging.Baselines;

/// <summary>The state that is wanted of domains. What it does not name is not compared.</summary>
internal sealed class DomainBaseline
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<BaselineEntry>> _domains;

    private DomainBaseline(IReadOnlyDictionary<string, IReadOnlyList<BaselineEntry>> domains) => _domains = domains;

    /// <summary>Reads a baseline that <see cref="Write"/> or a person wrote.</summary>
    /// <exception cref="SmtpAdminException">BaselineInvalid: the file cannot be read, or is no baseline.</exception>
    public static DomainBaseline Read(string path)
    {
        try
        {
            return new DomainBaseline(BaselineJson.Read(BaselineFile.Read(path)));
        }
        catch (FormatException exception)
        {
            throw BaselineFile.Invalid(path, exception.Message, exception);
        }
    }

    /// <summary>
    /// Writes what is known of domains, so that later readings can be compared with it: whole or not at all. Of a domain
    /// that comes twice the first counts. What is not known is left out, and so is a value that is longer than
    /// <see cref="BaselineJson.MaxValueLength"/>.
    /// </summary>
    /// <exception cref="SmtpAdminException">OutputUnwritable, or DomainInvalid.</exception>
    public static void Write(
        string path, IEnumerable<(string Domain, IReadOnlyList<MailDnsRecord> Records)> domains, bool overwrite) =>
        BaselineFile.Write(
            path, domains.Select(static item => (item.Domain, DomainState.Of(item.Records))), overwrite);

    /// <summary>
    /// What must be asked of a domain for a comparison. Only what is asked for can be compared, and the selectors that are
    /// tried without a name need not be those of the baseline.
    /// </summary>
    /// <param name="domain">The domain in normal form.</param>
    public DomainQuestions QuestionsFor(string domain) => new()
    {
        DkimSelectors = Names(domain, StatePath.DkimPrefix),
        BimiSelectors = [.. Names(domain, StatePath.BimiPrefix).Where(static name => name != BimiReader.DefaultSelector)],
        AsksServices = Names(domain, StatePath.SrvPrefix).Count > 0,
    };

    /// <summary>Returns where a domain differs from what is wanted, or where it is not known whether it does.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="records">What was read of it.</param>
    /// <exception cref="SmtpAdminException">DomainInvalid.</exception>
    public IReadOnlyList<MailDrift> Compare(string domain, IReadOnlyList<MailDnsRecord> records)
    {
        string name = DomainName.Parse(domain);
        if (!_domains.TryGetValue(name, out IReadOnlyList<BaselineEntry>? entries))
        {
            return
            [
                new MailDrift
                {
                    Path = "Domain",
                    Expected = $"an entry for {name} in the baseline",
                    Actual = "none",
                    Status = CheckStatus.Unknown,
                },
            ];
        }

        DomainState state = DomainState.Of(records);
        return [.. entries.Select(entry => Compare(entry, state)).OfType<MailDrift>()];
    }

    private static MailDrift? Compare(BaselineEntry entry, DomainState state)
    {
        bool isKnown = state.TryGet(entry.Path, out string? actual);
        return isKnown && actual == entry.Expected ? null : new MailDrift
        {
            Path = entry.Path,
            Expected = entry.Expected,
            Actual = actual,
            Status = isKnown ? CheckStatus.Fail : CheckStatus.Unknown,
        };
    }

    private IReadOnlyList<string> Names(string domain, string prefix) =>
        _domains.TryGetValue(domain, out IReadOnlyList<BaselineEntry>? entries)
            ?
            [
                .. entries.Where(entry => entry.Path.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(entry => entry.Path.Substring(prefix.Length)).Where(static name => name != "*"),
            ]
            : [];
}
