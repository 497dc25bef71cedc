using System;
using System.Collections.Generic;
using System.Text.Json;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Judging.Baselines;

/// <summary>
/// A baseline's text: <c>{ "version": 1, "domains": { "contoso.com": { "Spf": "v=spf1 -all", "Bimi/default": null } } }</c>.
/// It is written by hand too, so comments and commas at the end are allowed, and what is wrong is named.
/// </summary>
internal static class BaselineJson
{
    public const string VersionName = "version";
    public const string DomainsName = "domains";
    public const int Version = 1;

    /// <summary>
    /// More than a record can hold in a message of 64 KB, control characters written as <c>\DDD</c>. A domain that
    /// publishes more in one list has no working mail.
    /// </summary>
    public const int MaxValueLength = 256 * 1024;

    // Four are used; the next are there for the error to say what is wrong and where.
    private static readonly JsonDocumentOptions s_options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 8,
    };

    /// <summary>Returns the wanted values by domain, in the order of the text.</summary>
    /// <exception cref="FormatException">The text is no baseline; the message says why, as a clause.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<BaselineEntry>> Read(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, s_options);
            return ReadRoot(document.RootElement);
        }
        catch (JsonException exception)
        {
            // The exception's own text quotes the file.
            throw new FormatException(
                FormattableString.Invariant($"line {exception.LineNumber + 1} is no JSON, or is nested too deeply"), exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException("it has a string with half a surrogate pair, which is no text", exception);
        }
    }

    private static Dictionary<string, IReadOnlyList<BaselineEntry>> ReadRoot(JsonElement root)
    {
        Require(root, JsonValueKind.Object, "the whole text");
        var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Name is not (VersionName or DomainsName))
            {
                throw new FormatException($"it has '{Shown(property.Name)}' beside 'version' and 'domains'");
            }

            AddOnce(found, property.Name, property.Value, "it");
        }

        if (!found.TryGetValue(VersionName, out JsonElement version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out int number)
            || number != Version)
        {
            throw new FormatException(FormattableString.Invariant($"its 'version' is not the number {Version}"));
        }

        return found.TryGetValue(DomainsName, out JsonElement domains)
            ? ReadDomains(domains)
            : throw new FormatException("it has no 'domains'");
    }

    private static Dictionary<string, IReadOnlyList<BaselineEntry>> ReadDomains(JsonElement domains)
    {
        Require(domains, JsonValueKind.Object, "'domains'");
        var result = new Dictionary<string, IReadOnlyList<BaselineEntry>>(StringComparer.Ordinal);
        foreach (JsonProperty property in domains.EnumerateObject())
        {
            if (!DomainName.TryParse(property.Name, out string? domain))
            {
                throw new FormatException($"'{Shown(property.Name)}' is no domain");
            }

            AddOnce(result, domain, ReadState(domain, property.Value), "it");
        }

        return result;
    }

    private static List<BaselineEntry> ReadState(string domain, JsonElement state)
    {
        Require(state, JsonValueKind.Object, domain);
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var entries = new List<BaselineEntry>();
        foreach (JsonProperty property in state.EnumerateObject())
        {
            if (!StatePath.TryParse(property.Name, out string? path))
            {
                throw new FormatException($"{domain} has '{Shown(property.Name)}', which names no value");
            }

            string? value = ReadValue($"{path} of {domain}", path, property.Value);
            AddOnce(values, path, value, domain);
            entries.Add(new BaselineEntry(path, value));
        }

        return entries;
    }

    private static string? ReadValue(string place, string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw new FormatException($"{place} is neither a string nor null");
        }

        string text = value.GetString()!;
        if (text.Length > MaxValueLength)
        {
            throw new FormatException(
                FormattableString.Invariant($"{place} has {text.Length} characters of at most {MaxValueLength}"));
        }

        string normal = StateText.Normalize(path, text);
        return normal.Length > 0
            ? normal
            : throw new FormatException($"{place} is empty; null stands for what must not be there");
    }

    private static void AddOnce<T>(Dictionary<string, T> values, string name, T value, string owner)
    {
        if (values.ContainsKey(name))
        {
            throw new FormatException($"{owner} has '{Shown(name)}' twice");
        }

        values.Add(name, value);
    }

    private static void Require(JsonElement element, JsonValueKind kind, string what)
    {
        if (element.ValueKind != kind)
        {
            throw new FormatException($"{what} is no object in braces");
        }
    }

    private static string Shown(string text) => PrintableText.From(text, 80);
}
