using System.Collections.Generic;
using System.Net;

namespace SmtpAdmin.Core.Relaying;

/// <summary>A message that somebody might send, for a rehearsal of a relay's policy.</summary>
/// <param name="ClientAddress">The address that the client connects from.</param>
/// <param name="User">The user that signs in, or null.</param>
/// <param name="From">The sender without angle brackets, empty for the null reverse-path; null for none.</param>
/// <param name="To">The recipients without angle brackets.</param>
internal sealed record RelayPolicyQuestion(IPAddress ClientAddress, string? User, string? From, IReadOnlyList<string> To);
