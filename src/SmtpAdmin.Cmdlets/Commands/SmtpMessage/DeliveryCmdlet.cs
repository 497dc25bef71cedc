using System.Management.Automation;
using SmtpAdmin.Cmdlets.Parameters;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>The base of the cmdlet that delivers messages: where they go, and how the connection there is made.</summary>
public abstract class DeliveryCmdlet : MessageCmdlet
{
    private readonly SendRoutes _routes = new();

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
    public SmtpSecurity Security { get; set; }

    /// <summary>Requires TLS: implicit on port 465, by STARTTLS elsewhere. As -Security, from Send-MailMessage.</summary>
    [Parameter]
    public SwitchParameter UseSsl { get; set; }

    /// <summary>What to sign in with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Allows the credential to go over a connection without TLS.</summary>
    [Parameter]
    public SwitchParameter AllowPlaintextCredential { get; set; }

    /// <summary>The thumbprints of certificates to trust, and no others, whatever their chain.</summary>
    [Parameter]
    public string[]? TrustedThumbprint { get; set; }

    /// <summary>How long connecting may take and how long each later step waits, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>How many connections may be open to one server at once.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int MaxConnections { get; set; } = 3;

    /// <summary>The way of the current object's message. Belongs to the pipeline thread.</summary>
    /// <exception cref="SmtpAdminException">No server is named, or the parameters do not fit together.</exception>
    private protected SendRoute FindRoute() => _routes.Find(this);
}
