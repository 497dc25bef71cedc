using System;

namespace SmtpAdmin.Core.Dns;

/// <summary>A TLSA record, its fields as numbers (RFC 6698, section 2.1): also those that no standard names.</summary>
internal sealed record DnsTlsa(
    TimeSpan TimeToLive, byte Usage, byte Selector, byte MatchingType, ReadOnlyMemory<byte> Data) : DnsData(TimeToLive);
