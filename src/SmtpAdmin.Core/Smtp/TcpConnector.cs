using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Finds a server's addresses and connects to the first that answers (RFC 5321, section 5.1).</summary>
internal static class TcpConnector
{
    // A name with hundreds of addresses must not keep a caller busy for hours.
    private const int MaximumAddresses = 8;

    public static async Task<Socket> ConnectAsync(SmtpConnectionOptions options, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await ResolveAsync(options, cancellationToken).ConfigureAwait(false);
        var failures = new List<SmtpAdminException>();
        foreach (IPAddress address in addresses.Take(MaximumAddresses))
        {
            try
            {
                var endPoint = new IPEndPoint(address, options.Port);
                return await ConnectAsync(endPoint, options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
            }
            catch (SmtpAdminException failure)
            {
                failures.Add(failure);
            }
        }

        SmtpAdminException last = failures[failures.Count - 1];
        string detail = string.Join(" ", failures.Select(failure => failure.Message));
        throw new SmtpAdminException(last.Kind, detail, innerException: last.InnerException);
    }

    private static async Task<IPAddress[]> ResolveAsync(
        SmtpConnectionOptions options, CancellationToken cancellationToken)
    {
        string host = options.Server.Host;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectTimeout);
        try
        {
            IPAddress[] addresses = await options.Resolver(host, limit.Token).ConfigureAwait(false);
            return addresses.Length > 0
                ? addresses
                : throw new SmtpAdminException(ErrorKind.HostNotFound, $"{host} has no address.");
        }
        catch (SocketException failure)
        {
            throw new SmtpAdminException(
                ErrorKind.HostNotFound,
                $"{host} could not be resolved: {failure.SocketErrorCode}.",
                innerException: failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpAdminException(
                ErrorKind.HostNotFound, $"{host} could not be resolved in time.", innerException: failure);
        }
    }

    private static async Task<Socket> ConnectAsync(
        IPEndPoint endPoint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = new IoDeadline(socket, timeout, cancellationToken);
        try
        {
            await socket.ConnectAsync(endPoint).ConfigureAwait(false);
            return socket;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            socket.Dispose();
            throw deadline.IsOver || failure is not SocketException { SocketErrorCode: SocketError error }
                ? deadline.Explain(failure, $"Connecting to {endPoint}")
                : Explain(endPoint, error, failure);
        }
    }

    private static SmtpAdminException Explain(IPEndPoint endPoint, SocketError error, Exception failure) => error switch
    {
        SocketError.ConnectionRefused => new SmtpAdminException(
            ErrorKind.ConnectionRefused, $"{endPoint} refused the connection.", innerException: failure),
        SocketError.TimedOut => new SmtpAdminException(
            ErrorKind.ConnectionTimeout, $"{endPoint} did not answer.", innerException: failure),
        _ => new SmtpAdminException(
            ErrorKind.HostUnreachable, $"{endPoint} could not be reached: {error}.", innerException: failure),
    };
}
