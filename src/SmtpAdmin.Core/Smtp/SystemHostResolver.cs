using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Asks the machine's resolver, which cannot be interrupted on .NET Framework; the wait for it can.</summary>
internal static class SystemHostResolver
{
    public static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out IPAddress? address)
            ? Task.FromResult<IPAddress[]>([address])
            : LookUpAsync(host, cancellationToken);

#if NETSTANDARD2_0
    private static async Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        Task<IPAddress[]> lookup = System.Net.Dns.GetHostAddressesAsync(host);
        var cancelled = new TaskCompletionSource<IPAddress[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken)))
        {
            // The failure of a lookup that nobody waits for any more must not surface as unobserved.
            _ = lookup.ContinueWith(
                static late => late.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            Task<IPAddress[]> first = await Task.WhenAny(lookup, cancelled.Task).ConfigureAwait(false);
            return await first.ConfigureAwait(false);
        }
    }
#else
    private static Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken) =>
        System.Net.Dns.GetHostAddressesAsync(host, cancellationToken);
#endif
}
