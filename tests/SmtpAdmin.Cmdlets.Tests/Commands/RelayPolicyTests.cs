using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class RelayPolicyTests : IDisposable
{
    private const string Credential =
        "$credential = [pscredential]::new('ann', [Net.NetworkCredential]::new('', 'not for eyes').SecurePassword);";

    private readonly HostedEngine _engine = HostedEngine.WithModule();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_user_may_send_as_what_is_named_and_shows_no_password()
    {
        EngineResult result = _engine.Run(Credential + "New-SmtpRelayUser $credential -SendAs a@example.com, *.example.com");
        SmtpRelayUser user = result.Single<SmtpRelayUser>();
        Assert.Equal(("ann", "a@example.com, *.example.com"), (user.UserName, string.Join(", ", user.SendAs)));
        string json = JsonSerializer.Serialize(user);
        Assert.Contains("ann", json);
        Assert.DoesNotContain("not for eyes", json);
        Assert.Equal(["*"], _engine.Run("$credential | New-SmtpRelayUser").Single<SmtpRelayUser>().SendAs);
    }

    [Fact]
    public void A_user_without_a_password_is_an_error_for_that_user()
    {
        ErrorRecord error = _engine
            .Run("[pscredential]::new('ann', [securestring]::new()) | New-SmtpRelayUser").Error;
        Assert.StartsWith("RelayUserInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("ann", error.TargetObject);
    }

    [Fact]
    public void A_trusted_proxy_must_name_the_client_and_a_trusted_server_is_offered_XCLIENT()
    {
        _engine.Run("$null = Start-SmtpRelay proxied -TrustedProxy 127.0.0.0/8; $null = Start-SmtpRelay trusting -TrustedXClient 127.0.0.1/32")
            .ThrowIfFailed();
        const string Send = "(Send-SmtpMessage -To a@example.com -From b@example.com -Subject s -Body b -ErrorAction SilentlyContinue -Server ";

        Assert.Equal(SendStatus.Failed, _engine.Run(Send + "(Get-SmtpRelay proxied).Endpoint).Status").Single<SendStatus>());
        Assert.Equal(SendStatus.Sent, _engine.Run(Send + "(Get-SmtpRelay trusting).Endpoint).Status").Single<SendStatus>());
        Assert.Contains(
            "XCLIENT",
            _engine.Run("\"$((Test-SmtpServer (Get-SmtpRelay trusting).Endpoint -Security None).Capabilities)\"").Single<string>());
    }

    [Fact]
    public void Users_are_credentials_or_made_ones()
    {
        SmtpRelay relay = _engine.Run(
            Credential + "Start-SmtpRelay -SelfSignedCertificate -User $credential,"
            + "(New-SmtpRelayUser ([pscredential]::new('bob', $credential.Password)) -SendAs example.com)").Single<SmtpRelay>();
        Assert.True(relay.OffersTls);
        Assert.Equal("Accepted", Ask("-Relay relay1 -User ann -From x@other.test"));
        Assert.Equal("Accepted", Ask("-Relay relay1 -User bob -From x@example.com"));
        Assert.Equal("Refused", Ask("-Relay relay1 -User bob -From x@other.test"));
        Assert.Equal("Refused", Ask("-Relay relay1 -User eve -From x@other.test"));
    }

    [Fact]
    public void A_relay_listens_where_its_listeners_say()
    {
        SmtpRelay relay = _engine.Run(
            Credential + "Start-SmtpRelay -SelfSignedCertificate -User $credential -Listener (New-SmtpRelayListener),"
            + "(New-SmtpRelayListener -Security ImplicitTls -RequireAuthentication)").Single<SmtpRelay>();
        Assert.Equal(2, relay.Endpoints.Count);
        Assert.Equal(relay.Endpoint, relay.Endpoints[0]);
        RelayPolicyResult[] results = [.. _engine
            .Run("Test-SmtpRelayPolicy 192.0.2.1 -Relay * -From a@b.test").All<RelayPolicyResult>()];
        Assert.Equal(relay.Endpoints, results.Select(result => result.Listener));
        Assert.Equal(["Accepted", "Refused"], results.Select(result => result.Verdict.ToString()));
    }

    [Fact]
    public void A_listener_leaves_to_the_relay_what_it_does_not_say()
    {
        SmtpRelayListener listener = _engine.Run("New-SmtpRelayListener 2525").Single<SmtpRelayListener>();
        Assert.Equal(2525, listener.Port);
        Assert.Null(listener.RequireAuthentication);
        Assert.Null(listener.RelayNetworks);
        Assert.Null(listener.MaximumMessageSize);
        listener = _engine.Run("New-SmtpRelayListener -RequireAuthentication:$false -RelayNetwork 10.0.0.0/8").Single<SmtpRelayListener>();
        Assert.False(listener.RequireAuthentication);
        Assert.Equal("127.0.0.0/8 ::1/128 10.0.0.0/8", string.Join(" ", listener.RelayNetworks!));
    }

    [Theory]
    [InlineData("-Limit @{ MessagesPerMinute = 60; BanTime = '00:10:00' }")]
    [InlineData("-RelayNetwork 10.1.0.0/16, 2001:db8::/48 -AcceptedDomain example.com, *.example.com")]
    [InlineData("-AllowedNetwork 127.0.0.1 -DeniedNetwork 192.0.2.0/24")]
    [InlineData("-SenderRule 'allow *' -RecipientRule 'no: block a@b.test'")]
    [InlineData("-MaximumConnections 5 -MaximumRecipients 5")]
    [InlineData("-RelayNetwork 0.0.0.0/0 -AllowOpenRelay -WarningAction SilentlyContinue")]
    public void A_policy_is_written_as_text(string options) =>
        Assert.Equal(RelayState.Running, _engine.Run($"Start-SmtpRelay {options}").Single<SmtpRelay>().State);

    [Theory]
    [InlineData("-RelayNetwork 0.0.0.0/0", "RelayTooOpen")]
    [InlineData("-RelayNetwork ::/0", "RelayTooOpen")]
    [InlineData("-AcceptedDomain *", "RelayTooOpen")]
    [InlineData("-AcceptedDomain a@b.test", "RelayOptionsInvalid")]
    [InlineData("-SenderRule 'block a@'", "RelayOptionsInvalid")]
    [InlineData("-Limit @{ Errors = 0 }", "RelayOptionsInvalid")]
    [InlineData("-Security ImplicitTls", "RelayOptionsInvalid")]
    [InlineData("-Masquerade @{ 'corp.test' = 'example.com' }", "RelayOptionsInvalid")]
    [InlineData("-SmartHost 127.0.0.1:9 -Masquerade @{ 'corp.test' = 'a@example.com' }", "RelayOptionsInvalid")]
    [InlineData("-DkimKey s1._domainkey.example.com=./no.pem", "RelayOptionsInvalid")]
    [InlineData("-CertificateFile ./no-such.pem", "RelayCertificateInvalid")]
    [InlineData("-CertificateFile @{ Path = './no-such.pem'; KeyPath = './no-such.key' }", "RelayCertificateInvalid")]
    [InlineData("-RelayNetwork 10.1", "ParameterArgumentTransformationError|CannotConvertArgumentNoMessage|ParameterBinding")]
    [InlineData("-SenderRule 'refuse a@b.test'", "CannotConvertArgumentNoMessage|ParameterBinding")]
    [InlineData("-User ann", "ParameterArgumentTransformationError")]
    public void What_cannot_be_meant_is_refused(string options, string id)
    {
        string actual = _engine.Run($"Start-SmtpRelay {options}").Error.FullyQualifiedErrorId;
        Assert.Contains(id.Split('|'), expected => actual.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_cannot_be_read_is_an_error_of_its_own()
    {
        using TemporaryQueue queue = new();
        ErrorRecord error = _engine.Run(
            $"Start-SmtpRelay -SmartHost 127.0.0.1:9 -QueuePath '{queue.Path}' -DkimKey s1._domainkey.example.com=./no.pem").Error;
        Assert.StartsWith("SigningKeyInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_asked_before_a_relay_has_them()
    {
        RelayPolicyResult[] results = [.. _engine.Run(
            "'10.1.2.3', '192.0.2.7', '127.0.0.1' | Test-SmtpRelayPolicy -RelayNetwork 10.1.0.0/16 -AcceptedDomain example.com"
            + " -From '' -To b@example.org").All<RelayPolicyResult>()];
        Assert.Equal(["Accepted", "Refused", "Accepted"], results.Select(result => result.Verdict.ToString()));
        Assert.Equal("550 5.7.1 Relaying to this recipient is not allowed", results[1].DecidedBy.Reply!.ToString());
        Assert.Equal("RelayNetworks 127.0.0.0/8", results[2].DecidedBy.Rule);
    }

    [Fact]
    public void A_running_relay_has_its_own_options()
    {
        ErrorRecord error = _engine
            .Run("$null = Start-SmtpRelay; Test-SmtpRelayPolicy 192.0.2.1 -Relay relay1 -AcceptedDomain example.com").Error;
        Assert.StartsWith("RelayOptionsInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        error = _engine.Run("Test-SmtpRelayPolicy 192.0.2.1 -Relay nowhere").Error;
        Assert.StartsWith("RelayNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private string Ask(string arguments) => _engine
        .Run($"Test-SmtpRelayPolicy 192.0.2.1 {arguments}").Single<RelayPolicyResult>().Verdict.ToString();
}
