using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Addressing;

/// <summary>The published isemail cases, judged by diagnosis: what goes into an SMTP path is accepted, the rest is not.</summary>
public sealed class IsEmailSuiteTests
{
    // Valid in an SMTP path, whether or not the domain has records.
    private static readonly HashSet<string> s_accepted =
    [
        "ISEMAIL_VALID", "ISEMAIL_DNSWARN_NO_MX_RECORD", "ISEMAIL_DNSWARN_NO_RECORD",
        "ISEMAIL_RFC5321_TLD", "ISEMAIL_RFC5321_QUOTEDSTRING", "ISEMAIL_RFC5321_ADDRESSLITERAL",
    ];

    // Spaces around a typed address are trimmed; a "::" for a single group is read as IPAddress reads it; the whole
    // address may have 254 characters, where the suite counts the domain alone.
    private static readonly HashSet<string> s_undecided =
    [
        "ISEMAIL_CFWS_FWS", "ISEMAIL_RFC5321_IPV6DEPRECATED", "ISEMAIL_RFC5322_TOOLONG",
    ];

    [Fact]
    public void Addresses_of_the_suite_are_accepted_or_refused_by_their_diagnosis()
    {
        string? path = ConformanceData.Find("addr-isemail/test/tests.xml");
        Assert.SkipWhen(path is null, ConformanceData.Absent);

        XElement[] cases = [.. XDocument.Load(path).Root!.Elements("test").Where(IsDecided)];
        IEnumerable<string> wrong = cases
            .Where(test => IsAccepted(test) != s_accepted.Contains(Diagnosis(test)))
            .Select(test => $"{test.Attribute("id")!.Value} {Diagnosis(test)} {Address(test)}");

        Assert.True(cases.Length > 100);
        Assert.Empty(wrong);
    }

    private static bool IsDecided(XElement test) => !s_undecided.Contains(Diagnosis(test));

    private static bool IsAccepted(XElement test) =>
        Record.Exception(() => MailAddressParser.Parse(Address(test))) is null;

    private static string Diagnosis(XElement test) => test.Element("diagnosis")!.Value;

    // Control characters stand in the file as their pictures, U+2400 and following.
    private static string Address(XElement test) =>
        string.Concat(test.Element("address")!.Value.Select(c => c is >= '\u2400' and <= '\u241F' ? (char)(c - 0x2400) : c));
}
