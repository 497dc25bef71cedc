using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpAdmin.Core.Status;

/// <summary>Says what a status means: by the provider, else by the registry, else by its class.</summary>
internal static class StatusResolver
{
    // X.0.0 says nothing that the basic code does not.
    private const string Undefined = "0.0";

    private static readonly StatusEntry s_unknown = new(
        "No status", string.Empty, SmtpStatusSide.Unknown, "The text holds no status of a mail server.", string.Empty,
        "Give the whole reply, the error, the line of the log or the bounce.");

    /// <summary>The registry's entries by subject and detail, for example <c>1.1</c>.</summary>
    public static IReadOnlyDictionary<string, StatusEntry> Registry { get; } = new[]
    {
        AddressingCodes.Entries, MailboxCodes.Entries, NetworkCodes.Entries, ProtocolCodes.Entries, SecurityCodes.Entries,
    }.SelectMany(entries => entries).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    public static SmtpStatus Resolve(string text)
    {
        (int? code, EnhancedStatusCode? enhanced, string shown) = StatusText.Read(text);
        return Resolve(code, enhanced, shown, text);
    }

    public static SmtpStatus Resolve(SmtpReply reply)
    {
        string text = reply.ToString();
        return Resolve(reply.Code, reply.EnhancedStatus, text, text);
    }

    private static SmtpStatus Resolve(int? code, EnhancedStatusCode? enhanced, string shown, string text)
    {
        string? key = enhanced is { } status
            ? string.Format(CultureInfo.InvariantCulture, "{0}.{1}", status.Subject, status.Detail)
            : null;
        (string? provider, ProviderEntry? meant) = StatusProviders.Find(text, key);
        (StatusEntry entry, bool isDefined) = Find(code, key);
        SmtpStatusClass kind = ClassOf(code, enhanced);
        return new SmtpStatus
        {
            Text = shown,
            Code = code,
            EnhancedStatus = enhanced,
            Class = kind,
            Side = kind is SmtpStatusClass.Transient or SmtpStatusClass.Permanent ? meant?.Side ?? entry.Side : default,
            Name = entry.Name,
            Reference = isDefined ? entry.Reference : null,
            Provider = provider,
            Meaning = meant?.Meaning ?? entry.Meaning,
            Causes = meant is not null ? [] : [.. entry.Causes.Split(['|'], StringSplitOptions.RemoveEmptyEntries)],
            Action = ActionFor(kind, meant?.Action ?? entry.Action),
            Check = kind is SmtpStatusClass.Success or SmtpStatusClass.Intermediate ? null : meant is null ? entry.Check : meant.Check,
        };
    }

    // A detail that nobody registered still has a subject (RFC 3463, section 3.1).
    private static (StatusEntry Entry, bool IsDefined) Find(int? code, string? key)
    {
        StatusEntry? basic = code is { } number && BasicCodes.Entries.TryGetValue(number, out StatusEntry? found) ? found : null;
        if (key is null or Undefined)
        {
            return basic is not null ? (basic, true) : (key is null ? s_unknown : Registry[key], key is not null);
        }

        return Registry.TryGetValue(key, out StatusEntry? entry) ? (entry, true)
            : Registry.TryGetValue($"{key.Split('.')[0]}.0", out entry) ? (entry, false)
            : (basic ?? s_unknown, basic is not null);
    }

    private static SmtpStatusClass ClassOf(int? code, EnhancedStatusCode? enhanced) => (enhanced?.Class ?? code / 100) switch
    {
        2 => SmtpStatusClass.Success,
        3 => SmtpStatusClass.Intermediate,
        4 => SmtpStatusClass.Transient,
        5 => SmtpStatusClass.Permanent,
        _ => SmtpStatusClass.Unknown,
    };

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;

    private static string ActionFor(SmtpStatusClass kind, string action) => kind switch
    {
        SmtpStatusClass.Success or SmtpStatusClass.Intermediate => "Nothing is to be done.",
        SmtpStatusClass.Transient when !Has(action, "again") && !Has(action, "later") =>
            $"{action} The server may take it later as it is.",
        _ => action,
    };
}
