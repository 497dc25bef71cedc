using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpAdmin.Core.Smtp;

/// <summary>What a server says of itself in its reply to EHLO (RFC 5321, section 4.1.1.1).</summary>
internal sealed class EhloResponse
{
    private static readonly char[] s_separators = [' ', '='];

    private readonly Dictionary<string, string[]> _parameters = new(StringComparer.OrdinalIgnoreCase);

    // ehlo-ok-rsp = ( "250-" Domain [ SP ehlo-greet ] CRLF *( "250-" ehlo-line CRLF ) "250" SP ehlo-line CRLF )
    // ehlo-line   = ehlo-keyword *( SP ehlo-param )
    public EhloResponse(SmtpReply reply)
    {
        Name = (reply.Lines.Count > 0 ? reply.Lines[0] : string.Empty).Split(' ')[0];
        Keywords = reply.Lines.Skip(1).Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        foreach (string line in Keywords)
        {
            Add(line);
        }

        Size = Parameters("SIZE").FirstOrDefault() is { } text
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long size)
                ? size
                : 0;
        AuthMechanisms = Parameters("AUTH")
            .Select(name => name.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToArray();
    }

    /// <summary>What is known of a server that only takes HELO: nothing.</summary>
    public static EhloResponse None { get; } = new(new SmtpReply { Code = 250, Lines = [] });

    /// <summary>The name that the server gives itself.</summary>
    public string Name { get; }

    /// <summary>The keyword lines as they came, with their parameters.</summary>
    public IReadOnlyList<string> Keywords { get; }

    /// <summary>The largest message in bytes (RFC 1870); 0 is no limit or none that is said.</summary>
    public long Size { get; }

    /// <summary>The mechanisms of AUTH (RFC 4954), the form <c>AUTH=</c> of its drafts included.</summary>
    public IReadOnlyList<string> AuthMechanisms { get; }

    public bool Supports(string keyword) => _parameters.ContainsKey(keyword);

    private string[] Parameters(string keyword) =>
        _parameters.TryGetValue(keyword, out string[]? found) ? found : [];

    // "AUTH=LOGIN PLAIN" is read as "AUTH LOGIN PLAIN", and a keyword that comes twice has the parameters of both.
    private void Add(string line)
    {
        string[] parts = line.Split(s_separators, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > 0)
        {
            _parameters[parts[0]] = [.. Parameters(parts[0]), .. parts.Skip(1)];
        }
    }
}
