using System;
using System.Collections.Generic;
using System.Diagnostics;
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

    /// <exception cref="SmtpAdminException">
    /// HostNotFound, ConnectionRefused, HostUnreachable, ConnectionTimeout or LocalAddressInvalid.
    /// </exception>
    public static async Task<Socket> ConnectAsync(SmtpConnectionOptions options, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = Choose(
            await ResolveAsync(options, cancellationToken).ConfigureAwait(false), options);
        var failures = new List<SmtpAdminException>();
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < addresses.Length; i++)
        {
            // An address that does not answer must leave time for those behind it; what one does not use is theirs.
            TimeSpan left = options.Timeouts.Connect - watch.Elapsed;
            var share = TimeSpan.FromTicks(Math.Max(left.Ticks / (addresses.Length - i), TimeSpan.TicksPerMillisecond));
            try
            {
                var endPoint = new IPEndPoint(addresses[i], options.Port);
                return await ConnectAsync(endPoint, options.LocalAddress, share, cancellationToken).ConfigureAwait(false);
            }
            catch (SmtpAdminException failure) when (failure.Kind != ErrorKind.LocalAddressInvalid)
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
        limit.CancelAfter(options.Timeouts.Connect);
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

    private static IPAddress[] Choose(IPAddress[] addresses, SmtpConnectionOptions options)
    {
        AddressFamily? only = options.AddressPreference switch
        {
            SmtpAddressPreference.IPv4Only => AddressFamily.InterNetwork,
            SmtpAddressPreference.IPv6Only => AddressFamily.InterNetworkV6,
            _ => null,
        };
        AddressFamily? first = options.AddressPreference switch
        {
            SmtpAddressPreference.IPv4 => AddressFamily.InterNetwork,
            SmtpAddressPreference.IPv6 => AddressFamily.InterNetworkV6,
            _ => null,
        };

        // An address of one family cannot connect to one of the other.
        AddressFamily? local = options.LocalAddress?.AddressFamily;
        IPAddress[] chosen = addresses
            .Where(address => (only ?? address.AddressFamily) == address.AddressFamily)
            .Where(address => (local ?? address.AddressFamily) == address.AddressFamily)
            .OrderBy(address => first is null || address.AddressFamily == first ? 0 : 1)
            .Take(MaximumAddresses)
            .ToArray();
        return chosen.Length > 0
            ? chosen
            : throw new SmtpAdminException(
                ErrorKind.HostUnreachable,
                $"None of the addresses of {options.Server.Host} is of the family that was asked for.");
    }

    private static async Task<Socket> ConnectAsync(
        IPEndPoint endPoint, IPAddress? localAddress, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = new IoDeadline(socket);
        try
        {
            Bind(socket, localAddress);
            deadline.Start(timeout, cancellationToken);
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
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Bind(Socket socket, IPAddress? localAddress)
    {
        if (localAddress is null)
        {
            return;
        }

        try
        {
            socket.Bind(new IPEndPoint(localAddress, 0));
        }
        catch (SocketException failure)
        {
            throw new SmtpAdminException(
                ErrorKind.LocalAddressInvalid,
                $"{localAddress} cannot be connected from: {failure.SocketErrorCode}.",
                innerException: failure);
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
