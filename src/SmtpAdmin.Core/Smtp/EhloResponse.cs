using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpAdmin.Core.Smtp;

/// <summary>What a server says of itself in its reply to EHLO (RFC 5321, section 4.1.1.1).</summary>
internal sealed class EhloResponse
{
    // ehlo-ok-rsp = ( "250-" Domain [ SP ehlo-greet ] CRLF *( "250-" ehlo-line CRLF ) "250" SP ehlo-line CRLF )
    // ehlo-line   = ehlo-keyword *( SP ehlo-param )
    public EhloResponse(SmtpReply reply)
    {
        Name = (reply.Lines.Count > 0 ? reply.Lines[0] : string.Empty).Split(' ')[0];
        Keywords = reply.Lines.Skip(1).Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
    }

    /// <summary>What is known of a server that only takes HELO: nothing.</summary>
    public static EhloResponse None { get; } = new(new SmtpReply { Code = 250, Lines = [] });

    /// <summary>The name that the server gives itself.</summary>
    public string Name { get; }

    /// <summary>The keyword lines as they came, with their parameters.</summary>
    public IReadOnlyList<string> Keywords { get; }

    /// <summary>The largest message in bytes (RFC 1870); 0 is no limit or none that is said.</summary>
    public long Size =>
        Parameters("SIZE").FirstOrDefault() is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            ? size
            : 0;

    /// <summary>The mechanisms of AUTH (RFC 4954), the form <c>AUTH=</c> of its drafts included.</summary>
    public IReadOnlyList<string> AuthMechanisms =>
        Parameters("AUTH").Select(name => name.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToArray();

    public bool Supports(string keyword) =>
        Keywords.Any(line => Split(line)[0].Equals(keyword, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> Parameters(string keyword) =>
        Keywords.Select(Split)
            .Where(parts => parts[0].Equals(keyword, StringComparison.OrdinalIgnoreCase))
            .SelectMany(parts => parts.Skip(1));

    // "AUTH=LOGIN PLAIN" is read as "AUTH LOGIN PLAIN".
    private static string[] Split(string line)
    {
        string[] parts = line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 ? parts : [string.Empty];
    }
}
