namespace SmtpAdmin.Relay.Session;

/// <summary>
/// What is offered only where the promise can be kept. Delivery does not pass on binary content by BDAT, nor does it
/// look for REQUIRETLS at the next server; so only a relay that keeps its messages takes either.
/// </summary>
internal static class Offers
{
    /// <summary>RFC 3030, section 3.</summary>
    public static bool BinaryMime(SmtpSession session) => session.Context.Options.Mode == RelayMode.Capture;

    /// <summary>RFC 8689, section 2: only under TLS.</summary>
    public static bool RequireTls(SmtpSession session) =>
        session.Client.IsEncrypted && session.Context.Options.Mode == RelayMode.Capture;
}
