using System;

namespace SmtpAdmin.Core.Dns;

/// <summary>A SOA record (RFC 1035, section 3.3.13).</summary>
/// <param name="TimeToLive">How long it may be kept.</param>
/// <param name="PrimaryServer">The name server that the zone comes from.</param>
/// <param name="ResponsibleMailbox">The mailbox of who runs the zone, as a domain name.</param>
/// <param name="Serial">The zone's version.</param>
/// <param name="Refresh">How long a secondary waits before it asks for changes.</param>
/// <param name="Retry">How long it waits after a failure.</param>
/// <param name="Expire">How long it answers without contact.</param>
/// <param name="Minimum">How long the absence of a record may be kept (RFC 2308, section 4).</param>
internal sealed record DnsStartOfAuthority(
    TimeSpan TimeToLive,
    string PrimaryServer,
    string ResponsibleMailbox,
    uint Serial,
    TimeSpan Refresh,
    TimeSpan Retry,
    TimeSpan Expire,
    TimeSpan Minimum) : DnsData(TimeToLive);
