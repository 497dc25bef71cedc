using System;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session;

/// <summary>A row of the <see cref="CommandTable"/>.</summary>
/// <param name="Verb">The command.</param>
/// <param name="AllowedIn">The states in which it may come; in others the reply is 503.</param>
/// <param name="Guard">What else must hold: null, or the reply that refuses.</param>
/// <param name="Next">The state after success; null where it stays or the handler ends the transaction.</param>
/// <param name="Handler">What carries it out.</param>
internal sealed record CommandRule(
    Verb Verb, SessionState AllowedIn, Func<SmtpSession, Reply?>? Guard, SessionState? Next, ICommandHandler Handler);
