using System;

namespace SmtpAdmin.Core.Dns;

/// <summary>One record of an answer, without its owner and type: those are the question's.</summary>
/// <param name="TimeToLive">How long it may be kept; the shortest of the alias chain that led to it.</param>
internal abstract record DnsData(TimeSpan TimeToLive);
