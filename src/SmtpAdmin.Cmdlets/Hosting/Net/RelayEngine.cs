using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>Starts relays where the engine exists.</summary>
internal static class RelayEngine
{
    public static Task<IRunningRelay> StartAsync(RelayOptions options, CancellationToken cancellationToken)
        => throw new SmtpAdminException(ErrorKind.RelayNeedsPowerShell7, $"The relay '{options.Name}' was not started.");
}
