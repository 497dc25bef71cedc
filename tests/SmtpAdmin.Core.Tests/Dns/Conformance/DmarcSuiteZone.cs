using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>Makes a resolver of the zones in which suites write their cases: names to types to records.</summary>
internal static class DmarcSuiteZone
{
    /// <summary>Reads a zone; the name <c>*</c> stands for every name.</summary>
    public static IDnsResolver Read(JsonElement zone)
    {
        if (zone.ValueKind == JsonValueKind.Object && zone.TryGetProperty("*", out JsonElement all))
        {
            JsonElement texts = all.GetProperty("TXT");
            DnsStatus status = texts.ValueKind == JsonValueKind.Array ? DnsStatus.NoData : DnsStatus.Timeout;
            return new FakeResolver(_ => status, Task.CompletedTask);
        }

        var resolver = new MemoryResolver();
        if (zone.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty name in zone.EnumerateObject())
            {
                foreach (JsonProperty records in name.Value.EnumerateObject())
                {
                    Add(resolver, name.Name, records);
                }
            }
        }

        return resolver;
    }

    // A text is written as one string or as its parts.
    private static void Add(MemoryResolver resolver, string name, JsonProperty records)
    {
        if (records.Name == "TXT")
        {
            resolver.Text(name, [.. records.Value.EnumerateArray().Select(static text =>
                text.ValueKind == JsonValueKind.Array
                    ? string.Concat(text.EnumerateArray().Select(static part => part.GetString()))
                    : text.GetString()!)]);
        }
        else
        {
            // Only that the name exists matters.
            resolver.Add(name, Enum.Parse<DnsRecordType>(records.Name, ignoreCase: true));
        }
    }
}
