using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Smtp;

/// <summary>
/// Lets a chain end at roots of the caller's. .NET asks about revocation only where the root is trusted, so a chain to
/// such a root is built with trust in it. .NET Standard knows no such trust: there the one complaint is left out
/// afterwards, and revocation may stay unknown.
/// </summary>
internal static class OwnRootTrust
{
#if NETSTANDARD2_0
    public const bool IsSupported = false;

    public static void Set(X509ChainPolicy policy, IReadOnlyList<X509Certificate2> roots) =>
        policy.ExtraStore.AddRange(roots.ToArray());
#else
    public const bool IsSupported = true;

    public static void Set(X509ChainPolicy policy, IReadOnlyList<X509Certificate2> roots)
    {
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(roots.ToArray());
    }
#endif
}
