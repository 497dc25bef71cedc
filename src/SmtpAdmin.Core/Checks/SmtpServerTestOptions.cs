using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Checks;

/// <summary>Which mail server to test, and how.</summary>
internal sealed record SmtpServerTestOptions
{
    public required SmtpEndpoint Server { get; init; }

    public SmtpSecurity Security { get; init; } = SmtpSecurity.Auto;

    /// <summary>The name for EHLO; null for the machine's fully qualified name or its address literal.</summary>
    public string? LocalName { get; init; }

    /// <summary>How long each step may take: the lookup, connecting, the handshake, each reply.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Roots that are trusted beside the machine's own.</summary>
    public IReadOnlyList<X509Certificate2> TrustedRoots { get; init; } = [];

    public HostResolver Resolver { get; init; } = SystemHostResolver.ResolveAsync;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Is told what the handshake agreed on, with all that the result does not show; null for nobody.</summary>
    public Action<TlsDetails>? TlsSeen { get; init; }
}
