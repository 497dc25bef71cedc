using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>A session and the name of the host at its other end.</summary>
internal sealed record OpenedSession(SmtpSession Session, string Host);
