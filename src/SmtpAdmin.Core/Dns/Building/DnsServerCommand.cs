using System;
using System.Globalization;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>Writes commands that add records to a zone of Windows' DNS server.</summary>
internal static class DnsServerCommand
{
    // learn.microsoft.com/powershell/module/dnsserver/add-dnsserverresourcerecord: -DescriptiveText takes 254 characters
    // a line. More lines than one it does not take, though an example there says so
    // (github.com/MicrosoftDocs/windows-powershell-docs/issues/3745); dnscmd takes any number of strings.
    private const int MaxLine = 254;

    /// <summary>The command that adds a TXT record.</summary>
    public static string AddText(string zone, string name, string text, TimeSpan timeToLive)
    {
        string[] lines = ZoneText.Split(text, MaxLine).Select(PowerShellText.Quote).ToArray();
        return lines.Length == 1
            ? Add(zone, name, $"-Txt -DescriptiveText {lines[0]}", timeToLive)
            : FormattableString.Invariant(
                $"dnscmd.exe /RecordAdd {PowerShellText.Quote(zone)} {PowerShellText.Quote(name)} {timeToLive.TotalSeconds} TXT ")
                + string.Join(" ", lines);
    }

    /// <summary>The command that adds an MX record.</summary>
    public static string AddMailExchange(string zone, string name, int preference, string host, TimeSpan timeToLive) =>
        Add(
            zone, name,
            FormattableString.Invariant($"-MX -Preference {preference} -MailExchange {PowerShellText.Quote(host)}"),
            timeToLive);

    private static string Add(string zone, string name, string data, TimeSpan timeToLive) =>
        $"Add-DnsServerResourceRecord -ZoneName {PowerShellText.Quote(zone)} -Name {PowerShellText.Quote(name)} {data} "
        + $"-TimeToLive {timeToLive.ToString("c", CultureInfo.InvariantCulture)}";
}
