using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>What users give for a relay, in the form that its options have.</summary>
internal static class RelayArguments
{
    private static readonly IpNetwork[] s_loopback = [new("127.0.0.0/8"), new("::1/128")];

    /// <summary>The networks that may relay: those given and loopback, as the programs of this machine relay either way.</summary>
    public static IReadOnlyList<IpNetwork>? WithLoopback(IpNetwork[]? networks)
        => networks is null ? null : [.. s_loopback.Concat(networks).Distinct()];

    /// <summary>A table from domains to domains, as text.</summary>
    public static IReadOnlyDictionary<string, string> ReadMasquerade(Hashtable? table)
        => (table ?? []).Cast<DictionaryEntry>().ToDictionary(
            entry => string.Format(CultureInfo.InvariantCulture, "{0}", entry.Key),
            entry => string.Format(CultureInfo.InvariantCulture, "{0}", entry.Value));

    /// <summary>Certificate files with the full paths of the file system.</summary>
    /// <exception cref="SmtpAdminException">A path leads to no file system (RelayCertificateInvalid).</exception>
    public static IReadOnlyList<RelayCertificateFile> Resolve(SessionState session, RelayCertificateFile[]? files)
        => [.. (files ?? []).Select(file => file with
        {
            Path = FilePath.Resolve(session, file.Path, ErrorKind.RelayCertificateInvalid),
            KeyPath = file.KeyPath is { } key ? FilePath.Resolve(session, key, ErrorKind.RelayCertificateInvalid) : null,
        })];
}
