using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Finds the addresses of a host, in the order in which to try them; throws a SocketException where it cannot.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);
