using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Writes a message's bytes, not yet dot-stuffed, to <paramref name="output"/>. May be called more than once.</summary>
internal delegate Task ContentWriter(Stream output, CancellationToken cancellationToken);
