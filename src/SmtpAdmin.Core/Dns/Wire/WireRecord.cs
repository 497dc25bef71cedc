using System;

namespace SmtpAdmin.Core.Dns.Wire;

/// <summary>A record of a response, its data not read yet.</summary>
internal readonly record struct WireRecord(string Owner, int Type, TimeSpan TimeToLive, int DataStart, int DataLength);
