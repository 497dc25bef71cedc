using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>A relay of this session, as it was at one moment.</summary>
public sealed record SmtpRelay
{
    /// <summary>The name by which the other cmdlets know it.</summary>
    public required string Name { get; init; }

    /// <summary>What it does with messages.</summary>
    public required RelayMode Mode { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required RelayState State { get; init; }

    /// <summary>The address that it listens on.</summary>
    public required string Address { get; init; }

    /// <summary>The port that it listens on.</summary>
    public required int Port { get; init; }

    /// <summary>Address and port together, as the other cmdlets take them.</summary>
    public SmtpEndpoint Endpoint => new(Address, Port);

    /// <summary>All addresses and ports that it listens on; the first is <see cref="Endpoint"/>.</summary>
    public IReadOnlyList<SmtpEndpoint> Endpoints { get; init; } = [];

    /// <summary>The server that it delivers to, or null in capture mode.</summary>
    public SmtpEndpoint? SmartHost { get; init; }

    /// <summary>The folder of its queue, or null in capture mode.</summary>
    public string? QueuePath { get; init; }

    /// <summary>Whether it offers STARTTLS.</summary>
    public bool OffersTls { get; init; }

    /// <summary>The thumbprint of the certificate that it shows, or null without TLS.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>When it began to listen.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The connections that are open.</summary>
    public required int Connections { get; init; }

    /// <summary>The messages answered with 250 since it started.</summary>
    public required long Received { get; init; }

    /// <summary>The recipients' copies that the next server has taken since it started.</summary>
    public required long Delivered { get; init; }

    /// <summary>The messages that wait in the queue, or are kept in capture mode.</summary>
    public required long Waiting { get; init; }

    /// <summary>The recipients' copies refused for good since it started.</summary>
    public required long Failed { get; init; }
}
