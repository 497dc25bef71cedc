using System.Management.Automation;
using System.Net;
using SmtpAdmin.Cmdlets.Parameters;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>The base of the cmdlet that delivers messages: where they go, and how the connection there is made.</summary>
public abstract class DeliveryCmdlet : MessageCmdlet
{
    /// <summary>The server, as host or host:port; $PSEmailServer where none is named.</summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    [Alias("SmtpServer", "ComputerName")]
    public SmtpEndpoint? Server { get; set; }

    /// <summary>The port, where -Server does not name one; 0 for the default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 65535)]
    [ArgumentCompleter(typeof(SmtpPortCompleter))]
    public int Port { get; set; }

    /// <summary>How the connection is protected.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public SmtpSecurity? Security { get; set; }

    /// <summary>Requires TLS: implicit on port 465, by STARTTLS elsewhere. As -Security, from Send-MailMessage.</summary>
    [Parameter]
    public SwitchParameter UseSsl { get; set; }

    /// <summary>The profile whose values hold where no parameter says otherwise.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? Profile { get; set; }

    /// <summary>The provider, whose server and published limits hold where nothing else says otherwise.</summary>
    [Parameter]
    public SmtpProvider? Provider { get; set; }

    /// <summary>The region of a provider whose server depends on it, for example eu-west-1.</summary>
    [Parameter]
    public string? Region { get; set; }

    /// <summary>What to sign in with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Allows the credential to go over a connection without TLS.</summary>
    [Parameter]
    public SwitchParameter AllowPlaintextCredential { get; set; }

    /// <summary>The mechanism to sign in with; the strongest that fits where none is named.</summary>
    [Parameter]
    public SmtpAuthenticationMechanism? AuthenticationMechanism { get; set; }

    /// <summary>An OAuth 2.0 token to sign in with: from Get-SmtpAccessToken, a SecureString, or a script block.</summary>
    [Parameter]
    public object? AccessToken { get; set; }

    /// <summary>The mailbox that -AccessToken is for; the token's own, or From, where none is named.</summary>
    [Parameter]
    public string? UserName { get; set; }

    /// <summary>The thumbprints of certificates to trust, and no others, whatever their chain.</summary>
    [Parameter]
    public string[]? TrustedThumbprint { get; set; }

    /// <summary>A file of certificate authorities to trust beside the system's own.</summary>
    [Parameter]
    public string? TrustedCaPath { get; set; }

    /// <summary>Whether the certificate's issuer is asked for revocation.</summary>
    [Parameter]
    public SmtpRevocationCheck? RevocationCheck { get; set; }

    /// <summary>The certificate to show to a server that asks for one.</summary>
    [Parameter]
    public SmtpCertificate? ClientCertificate { get; set; }

    /// <summary>The name in EHLO, instead of this machine's.</summary>
    [Parameter]
    public string? EhloName { get; set; }

    /// <summary>The address of this machine to connect from.</summary>
    [Parameter]
    [Alias("SourceAddress")]
    public IPAddress? LocalAddress { get; set; }

    /// <summary>Which of a server's addresses are tried, and in which order.</summary>
    [Parameter]
    public SmtpAddressPreference AddressPreference { get; set; }

    /// <summary>How long connecting may take and how long each later step waits, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int? TimeoutSec { get; set; }

    /// <summary>Delivers to the mail exchangers of each recipient's domain, instead of a server.</summary>
    [Parameter]
    public SwitchParameter Direct { get; set; }

    /// <summary>The name server that -Direct asks; the system's where none is named.</summary>
    [Parameter]
    public string? DnsServer { get; set; }

    /// <summary>Writes each message to this file instead of sending it.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>Writes messages as files to a relay's pickup folder instead of sending them.</summary>
    [Parameter]
    public string? PickupDirectory { get; set; }

    /// <summary>How many connections may be open to one server at once.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int? MaxConnections { get; set; }

    /// <summary>How many messages one connection carries before it is replaced.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxMessagesPerConnection { get; set; }

    /// <summary>How many messages may start in any minute.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxMessagesPerMinute { get; set; }

    /// <summary>How often a message is sent again after a failure that may pass.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int? RetryCount { get; set; }

    /// <summary>The wait before the first retry, in seconds; it doubles with each.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int RetryDelaySec { get; set; } = 5;

    /// <summary>Counts a message that the server may have taken among those to send again, so that it may arrive twice.</summary>
    [Parameter]
    public SwitchParameter ResendUnknown { get; set; }
}
