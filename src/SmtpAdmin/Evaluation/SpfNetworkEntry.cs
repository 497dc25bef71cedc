using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>A network that a domain's SPF record names, with where it comes from, or why no network can be told.</summary>
public sealed record SpfNetworkEntry
{
    /// <summary>The domain whose record was followed.</summary>
    public required string Domain { get; init; }

    /// <summary>The network, for example <c>192.0.2.0/24</c>; null where none can be told.</summary>
    public string? Network { get; init; }

    /// <summary><c>IPv4</c> or <c>IPv6</c>; null where no network can be told.</summary>
    public string? Family { get; init; }

    /// <summary>
    /// What a client in the network gets: <c>+</c> pass, <c>-</c> fail, <c>~</c> softfail, <c>?</c> neutral. A term that
    /// passes inside an include has the include's qualifier; one that does not keeps its own, and means that the include
    /// does not match (RFC 7208, section 5.2).
    /// </summary>
    public required char Qualifier { get; init; }

    /// <summary>The includes and redirects that lead to the term, outermost first; empty in the domain's own record.</summary>
    public required IReadOnlyList<string> Origin { get; init; }

    /// <summary>The domain in whose record the term stands.</summary>
    public required string TermDomain { get; init; }

    /// <summary>The term as written.</summary>
    public required string Term { get; init; }

    /// <summary>
    /// Why no network can be told, as a stable code: <c>SPF-NOT-EXPANDABLE</c> where it depends on the message,
    /// <c>SPF-DNS-FAILED</c> where a question was not answered, or what is wrong with the record; null otherwise.
    /// </summary>
    public string? ProblemCode { get; init; }

    /// <summary>The same as a sentence, or null.</summary>
    public string? Problem { get; init; }
}
