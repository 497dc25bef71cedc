using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Makes the resolver that the parameters of a command name.</summary>
internal static class CommandResolver
{
    /// <summary>
    /// Makes a resolver; the command disposes it when its work has ended.
    /// </summary>
    /// <param name="server">The name server as the user wrote it; null or empty for those of the system.</param>
    /// <param name="port">Its port, where the text does not name one; null for the usual one of the transport.</param>
    /// <param name="timeoutSec">How long one attempt may take, in seconds; null for the default.</param>
    /// <param name="cancellationToken">Cancelled when the user stops the pipeline.</param>
    /// <exception cref="TerminatingErrorException">No name server can be asked, which makes the command useless.</exception>
    public static async Task<DnsResolver> CreateAsync(
        string? server, int? port, int? timeoutSec, CancellationToken cancellationToken)
    {
        DnsResolverOptions options = new() { Server = NameServerText.Combine(server, port) };
        if (timeoutSec is { } seconds)
        {
            options = options with { Timeout = TimeSpan.FromSeconds(seconds) };
        }

        try
        {
            return await DnsResolverFactory.CreateAsync(options, TimeProvider.System, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (SmtpAdminException exception)
        {
            throw new TerminatingErrorException(ErrorCatalog.CreateRecord(exception, server));
        }
    }
}
