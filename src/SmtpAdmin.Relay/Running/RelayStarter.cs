using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;
using SmtpAdmin.Relay.Listening;

namespace SmtpAdmin.Relay.Running;

/// <summary>Starts a relay of the kind that its options ask for.</summary>
internal static class RelayStarter
{
    /// <exception cref="SmtpAdminException">
    /// The options do not fit together, or what they name cannot be used.
    /// </exception>
    public static async Task<IRunningRelay> StartAsync(RelayOptions options, CancellationToken cancellationToken)
    {
        RelayOptions complete = WithCertificate(options);
        return complete.Mode switch
        {
            RelayMode.Capture => CaptureRelay.Start(complete),
            RelayMode.Forward => await ForwardRelay.StartAsync(complete, cancellationToken).ConfigureAwait(false),
            _ => throw new SmtpAdminException(ErrorKind.RelayOptionsInvalid, $"{options.Mode} is no mode."),
        };
    }

    private static RelayOptions WithCertificate(RelayOptions options)
        => options is { Certificate: null, UseSelfSignedCertificate: true }
            ? options with
            {
                Certificate = SelfSignedCertificate.Create(
                    options.HostName ?? System.Net.Dns.GetHostName(), DateTimeOffset.UtcNow),
            }
            : options;
}
