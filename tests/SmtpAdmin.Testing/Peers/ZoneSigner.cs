using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Testing.Peers;

/// <summary>Signs zone files with Knot DNS's tools, in a folder of the test's own.</summary>
internal sealed class ZoneSigner(string keymgr, string kzonesign, TemporaryFolder folder)
{
    // The signatures of an expired zone hold 14 days from then on.
    private static readonly TimeSpan s_expiredAge = TimeSpan.FromDays(60);
    private static readonly TimeSpan s_keyAge = TimeSpan.FromDays(90);

    private string Configuration => folder.Combine("sign.conf");

    public void Prepare()
    {
        foreach (string name in (string[])["plain", "zones", "keys"])
        {
            Directory.CreateDirectory(folder.Combine(name));
        }
    }

    public async Task GenerateKeyAsync(SignedZone zone)
    {
        WriteConfiguration(zone);
        string created = Seconds(s_keyAge);
        await RunAsync(
            keymgr, "-c", Configuration, zone.Name + ".", "generate", "algorithm=ecdsap256sha256", "ksk=yes", "zsk=yes",
            $"created={created}", $"publish={created}", $"ready={created}", $"active={created}");
    }

    /// <summary>The DS record of the zone's key, or of another key where the zone is to be bogus.</summary>
    public async Task<string> ReadTrustAsync(SignedZone zone)
    {
        WriteConfiguration(zone);
        string all = await RunAsync(keymgr, "-c", Configuration, zone.Name + ".", "ds");
        string record = all.Split('\n').First(static line => line.Contains(" 13 2 ", StringComparison.Ordinal)).Trim();
        return zone.State == ZoneState.Bogus ? record[..^8] + "00000000" : record;
    }

    /// <summary>Writes the zone's file for the server, signed where it is to be.</summary>
    public async Task WriteAsync(SignedZone zone, string delegations)
    {
        string file = $"{zone.Name}.zone";
        byte[] text = Encoding.ASCII.GetBytes(zone.ToFile(delegations).ReplaceLineEndings("\n"));
        if (!zone.IsSigned)
        {
            folder.Write($"zones/{file}", text);
            return;
        }

        folder.Write($"plain/{file}", text);
        WriteConfiguration(zone);
        string time = Seconds(zone.State == ZoneState.Expired ? s_expiredAge : TimeSpan.Zero);
        await RunAsync(kzonesign, "-c", Configuration, "-o", folder.Combine("zones"), "-t", time, zone.Name);
    }

    private void WriteConfiguration(SignedZone zone) => folder.Write("sign.conf", Encoding.ASCII.GetBytes($"""
        database:
          storage: {folder.Combine("keys")}
        policy:
          - id: once
            manual: on
            single-type-signing: on
            algorithm: ecdsap256sha256
            rrsig-lifetime: 14d
        zone:
          - domain: {zone.Name}.
            storage: {folder.Combine("plain")}
            file: "{zone.Name}.zone"
            dnssec-signing: on
            dnssec-policy: once

        """.ReplaceLineEndings("\n")));

    private static string Seconds(TimeSpan age) =>
        (DateTimeOffset.UtcNow - age).ToUnixTimeSeconds().ToString(provider: null);

    private static async Task<string> RunAsync(string path, params string[] arguments)
    {
        ToolResult result = await ToolRun.RunAsync(path, arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }
}
