using System;

namespace SmtpAdmin.Core.Sending.Retrying;

/// <summary>What becomes of a message that was not taken.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Delay">How long to wait first; zero unless <paramref name="Action"/> is Wait.</param>
/// <param name="Progress">The message's progress, to hand in with its next failure.</param>
internal readonly record struct RetryDecision(RetryAction Action, TimeSpan Delay, RetryProgress Progress);
