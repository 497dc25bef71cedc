using System;

namespace SmtpAdmin.Testing.Dns;

/// <summary>A record of the zone with its data in wire form.</summary>
/// <param name="Name">The owner in lower case, without the final dot.</param>
/// <param name="Type">The type's number.</param>
/// <param name="TimeToLive">The time to live in seconds.</param>
/// <param name="Data">The data in wire form.</param>
/// <param name="Target">The name that a CNAME points to; null for other types.</param>
public sealed record ZoneRecord(
    string Name, int Type, int TimeToLive, ReadOnlyMemory<byte> Data, string? Target = null);
