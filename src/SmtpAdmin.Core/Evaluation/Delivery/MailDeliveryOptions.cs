using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Evaluation.Delivery;

/// <summary>How a domain's mail exchangers are tried.</summary>
internal sealed record MailDeliveryOptions
{
    public int Port { get; init; } = 25;

    /// <summary>The name for EHLO; null for the machine's.</summary>
    public string? LocalName { get; init; }

    /// <summary>How long each step of a connection may take.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Roots that are trusted beside the machine's own.</summary>
    public IReadOnlyList<X509Certificate2> TrustedRoots { get; init; } = [];

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
