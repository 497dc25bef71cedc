using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using SmtpAdmin.Core.Status;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Status;

public sealed class StatusRegistryTests
{
    // The transcription says of itself that these differ from the registry: 4.8 is none of its codes.
    private static readonly string[] s_notRegistered = ["4.8"];

    [Fact]
    public void Every_code_of_the_registry_has_an_entry()
    {
        string? path = ConformanceData.Find("status-codes/enhanced-status-codes.json");
        Assert.SkipWhen(path is null, ConformanceData.Absent);
        using JsonDocument data = JsonDocument.Parse(File.ReadAllText(path));
        IEnumerable<string> codes = data.RootElement.GetProperty("codes").EnumerateArray()
            .Select(code => code.GetProperty("code").GetString()!.Substring("X.".Length));

        Assert.Equal(s_notRegistered, codes.Except(StatusResolver.Registry.Keys));
    }

    [Fact]
    public void Codes_that_were_registered_later_have_one_too() =>
        Assert.Empty(new[] { "7.17", "7.22", "7.23", "7.28", "7.29", "7.30", "3.6", "5.6", "6.6", "6.7" }
            .Except(StatusResolver.Registry.Keys));

    [Fact]
    public void Every_entry_says_what_it_means_and_what_to_do()
    {
        foreach (StatusEntry entry in StatusResolver.Registry.Values.Concat(BasicCodes.Entries.Values))
        {
            Assert.NotEmpty(entry.Name);
            Assert.EndsWith(".", entry.Meaning, StringComparison.Ordinal);
            Assert.EndsWith(".", entry.Action, StringComparison.Ordinal);
            Assert.Matches("^(RFC \\d{4}|IANA registry)$", entry.Reference);
            Assert.DoesNotContain(entry.Causes.Split('|'), cause => cause.EndsWith(".", StringComparison.Ordinal));
        }
    }
}
