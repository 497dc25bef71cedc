using System.Collections.Generic;
using System.Net;

namespace SmtpAdmin;

/// <summary>What SPF says about an address that sends for a domain (RFC 7208, check_host), and why.</summary>
public sealed record MailSpfResult
{
    /// <summary>The domain whose record was evaluated: the sender's, or the HELO name where the sender is empty.</summary>
    public required string Domain { get; init; }

    /// <summary>The address of the client; an IPv4 address that came as an IPv6 one stands as IPv4.</summary>
    public required IPAddress IpAddress { get; init; }

    /// <summary>The sender that macros see, for example <c>postmaster@example.com</c> where none was given.</summary>
    public required string Sender { get; init; }

    /// <summary>The name that the client greets with, or null where none was given.</summary>
    public string? Helo { get; init; }

    /// <summary>The verdict.</summary>
    public required SpfResult Result { get; init; }

    /// <summary>The term that decided, as written; null where none did. Of an include it is the term inside.</summary>
    public string? Mechanism { get; init; }

    /// <summary>The domain in whose record the deciding term stands.</summary>
    public string? MechanismDomain { get; init; }

    /// <summary>The includes and redirects that lead to the deciding term, outermost first; empty in the own record.</summary>
    public IReadOnlyList<string> Origin { get; init; } = [];

    /// <summary>The domain's explanation of a Fail (RFC 7208, section 6.2), or null where it gives none.</summary>
    public string? Explanation { get; init; }

    /// <summary>How many terms that ask the domain name system were evaluated.</summary>
    public required int LookupCount { get; init; }

    /// <summary>How many questions found nothing.</summary>
    public required int VoidLookupCount { get; init; }

    /// <summary>How many lookups are allowed.</summary>
    public int MaxLookups { get; init; } = 10;

    /// <summary>How many void lookups are allowed.</summary>
    public int MaxVoidLookups { get; init; } = 2;

    /// <summary>
    /// Why there is no verdict, as a stable code, for example <c>SPF-LOOKUPS-EXCEEDED</c>; null where there is one, or
    /// where the domain has no record.
    /// </summary>
    public string? ProblemCode { get; init; }

    /// <summary>Why there is no verdict, as a sentence; null where there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>The terms as they were evaluated, in order; those inside an include follow it.</summary>
    public IReadOnlyList<SpfTraceStep> Trace { get; init; } = [];
}
