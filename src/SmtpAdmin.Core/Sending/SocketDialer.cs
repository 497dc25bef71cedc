using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Sending;

/// <summary>
/// Opens a TCP connection that can be given up at any moment. The runtimes differ: .NET Framework has no overloads that
/// take a token, so there the lookup is abandoned and the socket is closed under the attempt.
/// </summary>
internal static class SocketDialer
{
    /// <summary>Tries each address of the host in turn.</summary>
    /// <exception cref="SocketException">The name has no address, or no address took the connection.</exception>
    public static async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < addresses.Length; i++)
        {
            // Replies are awaited one by one: a delayed last segment would only add its delay to each message.
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await ConnectAsync(socket, new IPEndPoint(addresses[i], port), cancellationToken).ConfigureAwait(false);
                return socket;
            }
            catch (Exception exception)
            {
                socket.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                if (exception is not SocketException || i == addresses.Length - 1)
                {
                    throw;
                }
            }
        }

        throw new SocketException((int)SocketError.HostNotFound);
    }

#if NET
    private static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        System.Net.Dns.GetHostAddressesAsync(host, cancellationToken).WaitAsync(cancellationToken);

    private static async Task ConnectAsync(Socket socket, EndPoint endPoint, CancellationToken cancellationToken) =>
        await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
#else
    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => cancelled.TrySetResult(true)))
        {
            Task<IPAddress[]> lookup = System.Net.Dns.GetHostAddressesAsync(host);
            await Task.WhenAny(lookup, cancelled.Task).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return await lookup.ConfigureAwait(false);
        }
    }

    private static async Task ConnectAsync(Socket socket, EndPoint endPoint, CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(socket.Dispose))
        {
            await socket.ConnectAsync(endPoint).ConfigureAwait(false);
        }
    }
#endif
}
