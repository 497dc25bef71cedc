using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>Builds MTA-STS records (RFC 8461, section 3.1) and policies (section 3.2).</summary>
internal static class MtaStsRecordBuilder
{
    private const int MaxIdLength = 32;
    private const int MaxMaxAge = 31557600;
    private const int MaxHosts = 100;

    // Section 3.2: "values of weeks or greater"; shorter than a day protects hardly anybody.
    private const int ShortMaxAge = 86400;

    public static MailDnsRecordDraft Build(RecordPlace place, MtaStsDraft draft, DateTimeOffset now)
    {
        string id = draft.Id ?? now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        // sts-id = %s"id" *WSP "=" *WSP 1*32(ALPHA / DIGIT)
        if (id.Length is 0 or > MaxIdLength || !Array.TrueForAll(id.ToCharArray(), AsciiText.IsLetterOrDigit))
        {
            throw GivenText.Refuse(id, "Id", "is not 1 to 32 letters and digits");
        }

        if (draft.MaxAge is < 0 or > MaxMaxAge)
        {
            throw GivenText.Refuse(
                draft.MaxAge.ToString(CultureInfo.InvariantCulture), "MaxAge", $"is not from 0 to {MaxMaxAge} seconds");
        }

        List<string> hosts = draft.MxHost.Select(HostPattern).Distinct().ToList();
        if (hosts.Count == 0 != (draft.Mode == "none") || hosts.Count > MaxHosts)
        {
            throw new SmtpAdminException(
                ErrorKind.RecordValueInvalid,
                $"A policy in mode '{draft.Mode}' takes {(draft.Mode == "none" ? "no" : "1 to 100")} MX hosts; "
                + FormattableString.Invariant($"{hosts.Count} were given."));
        }

        string[] warnings = draft.MaxAge < ShortMaxAge && draft.Mode != "none" ? ["MTASTS-MAX-AGE-SHORT"] : [];
        return place.Text(MailDnsRecordType.MtaSts, "_mta-sts", $"v=STSv1; id={id};", warnings) with
        {
            PolicyFile = Policy(draft, hosts),
        };
    }

    private static string Policy(MtaStsDraft draft, List<string> hosts)
    {
        List<string> lines = ["version: STSv1", $"mode: {draft.Mode}"];
        lines.AddRange(hosts.Select(static host => $"mx: {host}"));
        lines.Add(FormattableString.Invariant($"max_age: {draft.MaxAge}"));
        return string.Concat(lines.Select(static line => line + "\r\n"));
    }

    // sts-policy-mx-value = ["*."] Domain
    private static string HostPattern(string? text)
    {
        string given = (text ?? string.Empty).Trim();
        return given.StartsWith("*.", StringComparison.Ordinal)
            ? $"*.{GivenText.Domain(given.Substring(2), "MxHost")}"
            : GivenText.Domain(given, "MxHost");
    }
}
