using System.Text.Json;

namespace SmtpAdmin.Relay.Tests.Suites;

/// <summary>A step of a case: what goes over the wire, and how the reply begins where the suite says so.</summary>
internal sealed record WireStep(string Sent, string? Expected)
{
    public static WireStep Read(JsonElement item)
    {
        string sent = item.TryGetProperty("send", out JsonElement line)
            ? line.GetString() + "\r\n"
            : item.GetProperty("send_raw").GetString()!;
        string? expected = item.TryGetProperty("expect", out JsonElement code)
            ? code.GetString()
            : item.TryGetProperty("expect_prefixes", out JsonElement codes) ? codes[0].GetString() : null;
        return new WireStep(sent, expected);
    }
}
