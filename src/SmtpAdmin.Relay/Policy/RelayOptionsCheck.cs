using System;
using System.Net;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy;

/// <summary>Refuses options that contradict each other or would open the relay to strangers.</summary>
internal static class RelayOptionsCheck
{
    /// <exception cref="SmtpAdminException">RelayOptionsInvalid or RelayCertificateInvalid.</exception>
    public static void Validate(RelayOptions options)
    {
        Require(options.Port is >= 0 and <= IPEndPoint.MaxPort, $"{options.Port} is no port.");
        Require(options.HostName is null || ClientName.IsAcceptable(options.HostName), "The host name is not valid.");
        Require(options.MaximumMessageSize > 0, "The largest message size must be above 0.");
        Require(options.MaximumRecipients > 0, "The number of recipients must be above 0.");
        Require(options.MaximumConnections > 0, "The number of connections must be above 0.");
        Require(options.MaximumCapturedMessages > 0, "The number of captured messages must be above 0.");
        Require(options.IdleTimeout > TimeSpan.Zero, "The idle timeout must be above 0.");
        ValidateMode(options);
        ValidateAuthentication(options);
        ValidateExposure(options);
    }

    private static void ValidateMode(RelayOptions options)
    {
        bool hasQueue = !string.IsNullOrEmpty(options.QueuePath);
        if (options.Mode == RelayMode.Forward)
        {
            Require(
                options.SmartHost is not null || options.Routes.Count > 0,
                "A relay that forwards needs a smart host to deliver to.");
            Require(hasQueue, "A relay that forwards needs a queue folder.");
        }
        else
        {
            Require(options.SmartHost is null, "A relay that captures delivers nothing: it takes no smart host.");
            Require(options.Routes.Count == 0, "A relay that captures delivers nothing: it takes no routes.");
            Require(!hasQueue, "A relay that captures keeps its messages in memory: it takes no queue folder.");
        }
    }

    private static void ValidateAuthentication(RelayOptions options)
    {
        if (options.Certificate is { HasPrivateKey: false })
        {
            throw new SmtpAdminException(
                ErrorKind.RelayCertificateInvalid, "The certificate has no private key, so TLS cannot be offered.");
        }

        Require(
            options.Users.Count == 0 || options.Certificate is not null,
            "Users sign in under TLS only, and the relay has no certificate.");
        Require(
            !options.RequireAuthentication || options.Users.Count > 0,
            "Authentication is required, and the relay has no users.");
    }

    /// <summary>
    /// An open relay is never made by default: strangers that reach it must sign in, or it must deliver nothing.
    /// </summary>
    private static void ValidateExposure(RelayOptions options)
    {
        bool isPrivate = options.Mode == RelayMode.Capture || IPAddress.IsLoopback(options.Address);
        Require(
            isPrivate || (options.RequireAuthentication && options.Users.Count > 0),
            $"A relay on {options.Address} would forward mail for strangers. Require authentication and name users.");
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new SmtpAdminException(ErrorKind.RelayOptionsInvalid, otherwise);
        }
    }
}
