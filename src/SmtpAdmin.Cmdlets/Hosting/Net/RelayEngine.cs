using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;
using SmtpAdmin.Relay.Running;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>Starts relays where the engine exists.</summary>
internal static class RelayEngine
{
    public static Task<IRunningRelay> StartAsync(RelayOptions options, CancellationToken cancellationToken)
        => RelayStarter.StartAsync(options, cancellationToken);

    public static RelayPolicyResult AskPolicy(RelayOptions options, RelayPolicyQuestion question)
        => RelayStarter.AskPolicy(options, question);
}
