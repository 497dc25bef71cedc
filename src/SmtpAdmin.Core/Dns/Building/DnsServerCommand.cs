using System;
using System.Globalization;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>Writes calls of Windows' <c>Add-DnsServerResourceRecord</c>.</summary>
internal static class DnsServerCommand
{
    // -DescriptiveText takes "254 characters per line, separated by CRLF"; each line becomes one string of the record.
    private const int MaxLine = 254;

    private const string LineEnd = " + \"`r`n\" + ";

    /// <summary>The call that adds a TXT record.</summary>
    public static string AddText(string zone, string name, string text, TimeSpan timeToLive)
    {
        string[] lines = ZoneText.Split(text, MaxLine).Select(PowerShellText.Quote).ToArray();
        string argument = lines.Length == 1 ? lines[0] : $"({string.Join(LineEnd, lines)})";
        return Add(zone, name, $"-Txt -DescriptiveText {argument}", timeToLive);
    }

    /// <summary>The call that adds an MX record.</summary>
    public static string AddMailExchange(string zone, string name, int preference, string host, TimeSpan timeToLive) =>
        Add(
            zone, name,
            FormattableString.Invariant($"-MX -Preference {preference} -MailExchange {PowerShellText.Quote(host)}"),
            timeToLive);

    private static string Add(string zone, string name, string data, TimeSpan timeToLive) =>
        $"Add-DnsServerResourceRecord -ZoneName {PowerShellText.Quote(zone)} -Name {PowerShellText.Quote(name)} {data} "
        + $"-TimeToLive {timeToLive.ToString("c", CultureInfo.InvariantCulture)}";
}
