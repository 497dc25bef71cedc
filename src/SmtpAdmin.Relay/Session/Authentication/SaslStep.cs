using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>What a mechanism wants after a client's response (RFC 4422, section 3).</summary>
/// <param name="Outcome">Whether the exchange goes on.</param>
/// <param name="Challenge">The text to send, where it does.</param>
/// <param name="UserName">Who signed in, where it succeeded.</param>
internal readonly record struct SaslStep(SaslOutcome Outcome, string Challenge = "", string? UserName = null)
{
    public static SaslStep Failed { get; } = new(SaslOutcome.Failed);

    public static SaslStep Ask(string challenge) => new(SaslOutcome.Challenge, challenge);

    public static SaslStep SignIn(string userName) => new(SaslOutcome.Succeeded, UserName: userName);

    public ValueTask<SaslStep> AsValueTask() => new(this);
}
