using System;

namespace SmtpAdmin.Core.Authentication.Sasl;

/// <summary>The client's side of one exchange (RFC 4422, section 5). Its texts are base64, as they go over the wire.</summary>
internal interface ISaslClient
{
    /// <summary>Whether the client speaks first.</summary>
    bool HasInitialResponse { get; }

    /// <summary>
    /// Whether a success of the server counts: a mechanism in which the server proves itself waits for the proof.
    /// </summary>
    bool IsServerAccepted { get; }

    /// <summary>Answers a challenge; the initial response answers the empty one.</summary>
    /// <exception cref="FormatException">The challenge does not fit the mechanism.</exception>
    string Respond(string challenge);
}
