using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;
using SmtpAdmin.Relay.Listening;
using SmtpAdmin.Relay.Policy;

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

    /// <summary>What would happen to a message at a relay with such options, which is not started.</summary>
    /// <exception cref="SmtpAdminException">RelayOptionsInvalid or RelayTooOpen.</exception>
    public static RelayPolicyResult AskPolicy(RelayOptions options, RelayPolicyQuestion question)
    {
        RelayOptionsCheck.ValidatePolicy(options);
        HashSet<string> names = options.Users.Select(user => user.UserName).ToHashSet(StringComparer.Ordinal);
        var rehearsal = new PolicyRehearsal(new SubmissionPolicy(options), names, names.Count > 0, isBanned: _ => false);
        return rehearsal.Ask(question);
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
