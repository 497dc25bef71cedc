using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>One SRV record with the addresses of its host, where they were asked for.</summary>
internal sealed record ServiceTarget(DnsService Service)
{
    public HostAddresses? Addresses { get; init; }

    public IReadOnlyList<RecordProblem> Problems { get; private init; } = [];

    /// <summary>The host, or null where the record says that there is none.</summary>
    public string? Host => Service.Target.Length == 0 ? null : EscapedText.Escape(Service.Target);

    /// <summary>The record as a zone file has it.</summary>
    public string Raw =>
        FormattableString.Invariant($"{Service.Priority} {Service.Weight} {Service.Port} {Host}.");

    public ServiceTarget WithProblem(string code) => this with { Problems = [HostProblems.Whole(code, Raw)] };
}
