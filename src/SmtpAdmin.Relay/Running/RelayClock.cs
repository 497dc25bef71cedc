using System;
using System.Linq;

namespace SmtpAdmin.Relay.Running;

/// <summary>Where a relay is in its life, and since when.</summary>
internal sealed class RelayClock(TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private RelayState _state = RelayState.Running;

    public bool IsStopped => _state == RelayState.Stopped;

    public void Stopping() => _state = RelayState.Stopping;

    public void Stopped() => _state = RelayState.Stopped;

    /// <summary>What every kind of relay says of its listening side.</summary>
    public SmtpRelay Describe(RelayServer server) => new()
    {
        Name = server.Options.Name,
        Mode = server.Options.Mode,
        State = _state,
        Address = server.EndPoint.Address.ToString(),
        Port = server.EndPoint.Port,
        SmartHost = server.Options.SmartHost,
        QueuePath = server.Options.QueuePath,
        Endpoints = [.. server.EndPoints.Select(endPoint => new SmtpEndpoint(endPoint.Address.ToString(), endPoint.Port))],
        OffersTls = server.CertificateThumbprint is not null,
        CertificateThumbprint = server.CertificateThumbprint,
        StartedAt = _startedAt,
        Connections = (int)server.Counters.ConnectionsOpen,
        Received = server.Counters.MessagesAccepted,
        Delivered = 0,
        Waiting = 0,
        Failed = 0,
    };
}
