using System;
using System.Collections.Generic;
using SmtpAdmin.Core.Relaying;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy;

/// <summary>
/// Asks a listener's policy what it would say to a message, step by step, with the parsers and the objects that a
/// session uses. After a refusal nothing is known of the steps behind it; recipients are refused one by one.
/// </summary>
/// <param name="policy">The listener's policy.</param>
/// <param name="userNames">The names of the relay's users.</param>
/// <param name="offersSignIn">Whether users can sign in on this listener.</param>
/// <param name="isBanned">Whether an address is banned now.</param>
internal sealed class PolicyRehearsal(
    SubmissionPolicy policy, IReadOnlySet<string> userNames, bool offersSignIn, Func<ClientIdentity, bool> isBanned)
{
    private static readonly PolicyDecision s_notReached = new("not reached");

    public RelayPolicyResult Ask(RelayPolicyQuestion question)
    {
        var client = new ClientIdentity(question.ClientAddress);
        List<RelayPolicyStep> steps = [];
        bool goesOn = Add(steps, RelayPolicyStage.Connection, client.Address, true, () => Connect(client));
        if (question.User is { } user)
        {
            goesOn = Add(steps, RelayPolicyStage.SignIn, user, goesOn, () => SignIn(user));
            client.User = goesOn ? user : null;
        }

        if (question.From is { } from)
        {
            goesOn = Add(steps, RelayPolicyStage.Sender, $"<{from}>", goesOn, () => Mail(client, from));
        }

        foreach (string to in question.To)
        {
            Add(steps, RelayPolicyStage.Recipient, to, goesOn, () => Rcpt(client, to));
        }

        RelayPolicyStep? refused = steps.Find(step => step.Verdict == RelayPolicyVerdict.Refused);
        return new RelayPolicyResult
        {
            ClientAddress = client.Address,
            User = question.User,
            From = question.From,
            To = question.To,
            Verdict = refused is null ? RelayPolicyVerdict.Accepted : RelayPolicyVerdict.Refused,
            DecidedBy = refused ?? steps[^1],
            Steps = steps,
        };
    }

    private PolicyDecision Connect(ClientIdentity client)
    {
        PolicyDecision decision = policy.DecideConnection(client.IPAddress);
        return decision.Refusal is null && isBanned(client)
            ? new PolicyDecision("Limits FailedSignIns: banned for a while", Replies.Banned)
            : decision;
    }

    private PolicyDecision SignIn(string user)
    {
        if (!offersSignIn)
        {
            return new PolicyDecision("no users or no TLS, so no sign-in is offered", Replies.NotImplemented);
        }

        return userNames.Contains(user)
            ? new PolicyDecision($"Users {user}")
            : new PolicyDecision("Users has no match", Replies.CredentialsInvalid);
    }

    private PolicyDecision Mail(ClientIdentity client, string from)
    {
        PolicyDecision mayOpen = policy.DecideClient(client);
        if (mayOpen.Refusal is not null)
        {
            return mayOpen;
        }

        Reply? syntax = PathCommand.ParseMail($"FROM:<{Utf8Octets.Encode(from)}> SMTPUTF8", out PathCommand mail);
        syntax ??= IsOnePath(from) ? null : Replies.SenderSyntax;
        return syntax is null ? policy.DecideSender(client, mail.Path) : new PolicyDecision("no valid address", syntax);
    }

    private PolicyDecision Rcpt(ClientIdentity client, string to)
    {
        Reply? syntax = PathCommand.ParseRcpt($"TO:<{Utf8Octets.Encode(to)}>", isUtf8: true, out PathCommand rcpt);
        syntax ??= IsOnePath(to) ? null : Replies.RecipientSyntax;
        return syntax is null ? policy.DecideRecipient(client, rcpt.Path) : new PolicyDecision("no valid address", syntax);
    }

    /// <summary>Parameters of the command are no part of an address, and would be read as such here.</summary>
    private static bool IsOnePath(string path) => path.AsSpan().IndexOfAny("<>") < 0;

    /// <returns>Whether the dialogue goes on.</returns>
    private static bool Add(
        List<RelayPolicyStep> steps, RelayPolicyStage stage, string subject, bool isReached, Func<PolicyDecision> decide)
    {
        PolicyDecision decision = isReached ? decide() : s_notReached;
        RelayPolicyVerdict reached = decision.Refusal is null ? RelayPolicyVerdict.Accepted : RelayPolicyVerdict.Refused;
        steps.Add(new RelayPolicyStep
        {
            Stage = stage,
            Subject = subject,
            Verdict = isReached ? reached : RelayPolicyVerdict.Unknown,
            Rule = decision.Rule,
            Reply = decision.Refusal is null ? null : Describe(decision.Refusal),
        });
        return isReached && decision.Refusal is null;
    }

    private static SmtpReply Describe(Reply reply)
    {
        string[] words = reply.ToString().Split(' ', 3);
        bool isEnhanced = EnhancedStatusCode.TryParse(words[1], out EnhancedStatusCode status);
        return new SmtpReply { Code = reply.Code, EnhancedStatus = isEnhanced ? status : null, Lines = [words[^1]] };
    }
}
