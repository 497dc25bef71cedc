using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>Stands in for the relay on Windows PowerShell 5.1: the cmdlets are there and say what to do instead.</summary>
internal static class RelayEngine
{
    public static Task<IRunningRelay> StartAsync(RelayOptions options, CancellationToken cancellationToken)
        => throw new SmtpAdminException(ErrorKind.RelayNeedsPowerShell7, $"The relay '{options.Name}' was not started.");

    public static RelayPolicyResult AskPolicy(RelayOptions options, RelayPolicyQuestion question)
        => throw new SmtpAdminException(
            ErrorKind.RelayNeedsPowerShell7, $"What a relay would do for {question.ClientAddress} is known there only.");
}
