using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Says what a relay would do with a message, and which of its options decides.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SmtpRelayPolicy")]
[OutputType(typeof(RelayPolicyResult))]
public sealed class TestSmtpRelayPolicyCommand : RelayPolicyCmdlet
{
    private static readonly string[] s_options =
    [
        nameof(AllowedNetwork), nameof(DeniedNetwork), nameof(RelayNetwork), nameof(AcceptedDomain), nameof(AllowOpenRelay),
        nameof(SenderRule), nameof(RecipientRule), nameof(RequireAuthentication), nameof(RelayUser),
    ];

    /// <summary>The addresses that the client would connect from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public IPAddress[] ClientAddress { get; set; } = [];

    /// <summary>The name of the user that would sign in.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? User { get; set; }

    /// <summary>The sender in MAIL; empty for the null reverse-path.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? From { get; set; }

    /// <summary>The recipients in RCPT.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? To { get; set; }

    /// <summary>The running relays to ask; wildcards are allowed. Without it, the options given here are asked.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RelayNameCompleter))]
    public string[]? Relay { get; set; }

    /// <summary>The users that the relay would have.</summary>
    [Parameter]
    [RelayUser]
    public SmtpRelayUser[]? RelayUser { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        string? both = Relay is null ? null : Array.Find(s_options, MyInvocation.BoundParameters.ContainsKey);
        if (both is not null)
        {
            SmtpAdminException invalid = new(
                ErrorKind.RelayOptionsInvalid, $"A running relay has its own options, so -{both} does not go with -Relay.");
            throw new TerminatingErrorException(ErrorCatalog.CreateRecord(invalid, both));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyValuePair<string, IRunningRelay>> relays = Relay is null
            ? []
            : await FindRelaysAsync(pipeline, Relay).ConfigureAwait(false);
        foreach (IPAddress address in ClientAddress)
        {
            RelayPolicyQuestion question = new(address, User, From, To ?? []);
            foreach (RelayPolicyResult result in Ask(question, relays))
            {
                await pipeline.WriteObjectAsync(result).ConfigureAwait(false);
            }
        }
    }

    private IReadOnlyList<RelayPolicyResult> Ask(
        RelayPolicyQuestion question, IReadOnlyList<KeyValuePair<string, IRunningRelay>> relays)
    {
        if (Relay is not null)
        {
            return [.. relays.SelectMany(relay => relay.Value.AskPolicy(question))];
        }

        try
        {
            RelayOptions options = new() { Name = "options", Mode = RelayMode.Forward, Users = RelayUser ?? [] };
            return [RelayEngine.AskPolicy(WithPolicy(options), question)];
        }
        catch (SmtpAdminException exception)
        {
            throw new TerminatingErrorException(ErrorCatalog.CreateRecord(exception, question.ClientAddress));
        }
    }
}
