using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Suites;

/// <summary>The suite smtp-wire: JSON files of cases, each with an id and steps.</summary>
internal static class WireSuite
{
    private static readonly string? s_folder = SuiteFolder.Find("smtp-wire");

    /// <summary>File and id of every case; one row of nothing where the suite is not on this machine.</summary>
    public static TheoryData<string, string> Ids(params string[] files)
    {
        var ids = new TheoryData<string, string>();
        foreach (string file in s_folder is null ? [] : files)
        {
            ids.AddRange(Read(file).Select(item => (file, item.GetProperty("id").GetString()!)).ToArray());
        }

        if (s_folder is null)
        {
            ids.Add(string.Empty, string.Empty);
        }

        return ids;
    }

    /// <summary>The case of that id; without the suite, or without all of the case, the test is skipped.</summary>
    public static JsonElement Find(string file, string id)
    {
        Assert.SkipWhen(s_folder is null, SuiteFolder.Missing);
        JsonElement found = Read(file).First(item => item.GetProperty("id").GetString() == id);
        Assert.SkipWhen(found.TryGetProperty("incomplete", out _), "the suite holds only a part of its steps");
        Assert.SkipWhen(found.TryGetProperty("quirk", out JsonElement quirk), $"the suite calls it a quirk: {quirk}");
        return found;
    }

    private static JsonElement.ArrayEnumerator Read(string file)
    {
        using FileStream stream = File.OpenRead(Path.Combine(s_folder!, file + ".json"));
        return JsonElement.Parse(new StreamReader(stream).ReadToEnd()).GetProperty("cases").EnumerateArray();
    }
}
