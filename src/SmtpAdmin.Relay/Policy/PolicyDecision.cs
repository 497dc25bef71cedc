using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy;

/// <summary>What the policy says at one step of a dialogue.</summary>
/// <param name="Rule">What decided, in the words of the options.</param>
/// <param name="Refusal">The reply that refuses, or null.</param>
internal readonly record struct PolicyDecision(string Rule, Reply? Refusal = null);
