using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Turns a table of header fields into fields; a list of values makes a field of each.</summary>
internal static class HeaderArgument
{
    public static IReadOnlyList<MessageHeader> ReadAll(IDictionary? table, MessageTexts texts)
    {
        var headers = new List<MessageHeader>(table?.Count ?? 0);
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            string name = TextOf(entry.Key);
            object? value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
            if (value is IEnumerable values and not string)
            {
                foreach (object? item in values)
                {
                    headers.Add(new MessageHeader(name, texts.Plain(TextOf(item))!));
                }
            }
            else
            {
                headers.Add(new MessageHeader(name, texts.Plain(TextOf(value))!));
            }
        }

        return headers;
    }

    private static string TextOf(object? value) => string.Format(CultureInfo.InvariantCulture, "{0}", value);
}
