using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>What a user wants of an MTA-STS record and policy.</summary>
internal sealed record MtaStsDraft
{
    /// <summary>The policy's id; null for one of the time.</summary>
    public string? Id { get; init; }

    /// <summary><c>enforce</c>, <c>testing</c> or <c>none</c>.</summary>
    public string Mode { get; init; } = "testing";

    public IReadOnlyList<string> MxHost { get; init; } = [];

    /// <summary>How long senders keep the policy, in seconds.</summary>
    public int MaxAge { get; init; } = 604800;
}
