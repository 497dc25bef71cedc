using System.Net.Sockets;

namespace SmtpAdmin.Core.Checks;

/// <summary>Tells a server that does something wrong from one of which nothing is known.</summary>
internal static class SmtpCheckVerdict
{
    public static CheckStatus Of(SmtpAdminException failure) =>
        failure.Kind is ErrorKind.ConnectionTimeout or ErrorKind.HostUnreachable
            ? CheckStatus.Unknown
            : CheckStatus.Fail;

    /// <summary>Only an answer that there is no such host, or no address of it, is a failure of the name.</summary>
    public static CheckStatus OfLookup(SmtpAdminException failure) => failure.InnerException switch
    {
        null => CheckStatus.Fail,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } => CheckStatus.Fail,
        _ => CheckStatus.Unknown,
    };
}
