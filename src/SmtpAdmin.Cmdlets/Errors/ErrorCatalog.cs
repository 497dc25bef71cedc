using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Errors;

/// <summary>
/// Every error that the cmdlets write. The ErrorId is the kind's own name, so that identifier and entry cannot drift.
/// </summary>
internal static class ErrorCatalog
{
    public static IReadOnlyDictionary<ErrorKind, ErrorEntry> Entries { get; } = new Dictionary<ErrorKind, ErrorEntry>
    {
        // What the user gave
        [ErrorKind.AddressInvalid] = new(
            ErrorCategory.InvalidArgument,
            "An e-mail address is not valid.",
            "Write the address as name@example.com or \"Display Name <name@example.com>\"."),
        [ErrorKind.RecipientMissing] = new(
            ErrorCategory.InvalidArgument,
            "The message has no recipient.",
            "Name at least one address with -To, -Cc or -Bcc, or give the input object a property of that name. Files "
            + "that hold finished messages are sent with -Path instead of the pipeline."),
        [ErrorKind.SenderMissing] = new(
            ErrorCategory.InvalidArgument,
            "The message has no sender.",
            "Name the sender's address with -From, or give the input object a From property. Files that hold finished "
            + "messages are sent with -Path instead of the pipeline."),
        [ErrorKind.ServerMissing] = new(
            ErrorCategory.InvalidArgument,
            "No mail server was named.",
            "Name the server with -Server, or set $PSEmailServer."),
        [ErrorKind.AttachmentUnreadable] = new(
            ErrorCategory.OpenError,
            "An attachment cannot be read, so the message was not sent.",
            "Check that the file exists and that this account may read it, then send the message again."),
        [ErrorKind.AttachmentInvalid] = new(
            ErrorCategory.InvalidArgument,
            "An attachment is not described in a way that can be used.",
            "Give a path, or a table such as @{ Content = $bytes; Name = 'report.pdf' }, with names on one line."),
        [ErrorKind.SendOptionsInvalid] = new(
            ErrorCategory.InvalidArgument,
            "The parameters of the delivery do not fit together.",
            "Change or leave out one of the parameters that the message names."),
        [ErrorKind.MessageOptionsInvalid] = new(
            ErrorCategory.InvalidArgument,
            "The parameters of the message do not fit together.",
            "Change or leave out one of the parameters that the message names."),
        [ErrorKind.PlaceholderUnknown] = new(
            ErrorCategory.InvalidData,
            "The template has a placeholder that the input object does not fill.",
            "Correct the name in the braces, or give the input object a property of that name."),
        [ErrorKind.TemplateInvalid] = new(
            ErrorCategory.ParserError,
            "The template cannot be read.",
            "Write each placeholder as {{Name}}, and two braces that are meant as such as {{{{."),
        [ErrorKind.OutputUnwritable] = new(
            ErrorCategory.WriteError,
            "A file that the command writes cannot be written.",
            "Check that the folder exists, that this account may write there, and that the disk has room."),
        [ErrorKind.MessageUnreadable] = new(
            ErrorCategory.OpenError,
            "The message cannot be read, so it was not sent.",
            "Check that the file exists, that this account may read it, and that it holds one message with a header."),
        [ErrorKind.HeaderInvalid] = new(
            ErrorCategory.InvalidArgument,
            "A header field cannot be set.",
            "Use letters, digits and hyphens in the name, and a value without line breaks; set From, To and the like "
            + "with their own parameters."),
        [ErrorKind.BodyAmbiguous] = new(
            ErrorCategory.InvalidArgument,
            "The message has two HTML bodies.",
            "Leave out -BodyAsHtml, so that -Body is the text beside -Html; or leave out -Html."),
        [ErrorKind.SigningKeyInvalid] = new(
            ErrorCategory.InvalidArgument,
            "The DKIM key cannot be used.",
            "Give domain, selector and the file of an unencrypted private key: RSA of at least 1024 bits or Ed25519, in "
            + "PEM."),
        [ErrorKind.SigningCertificateInvalid] = new(
            ErrorCategory.InvalidArgument,
            "The certificate cannot sign the message.",
            "Give a valid certificate for e-mail that names the address in From, together with its private key."),
        [ErrorKind.EncryptionCertificateInvalid] = new(
            ErrorCategory.InvalidArgument,
            "A recipient's certificate cannot be used.",
            "Give a certificate for encrypting e-mail that names its owner's address; the recipient can send it in a signed "
            + "message."),
        [ErrorKind.EncryptionCertificateMissing] = new(
            ErrorCategory.ObjectNotFound,
            "The message cannot be encrypted for all of its recipients, so it was not sent.",
            "Add a valid certificate for each address that the message names, those in Bcc too, or send to them apart."),
        [ErrorKind.DomainInvalid] = new(
            ErrorCategory.InvalidArgument,
            "A domain name is not valid.",
            "Write the domain as example.com, or give an e-mail address whose domain is meant."),
        [ErrorKind.DomainMissing] = new(
            ErrorCategory.InvalidArgument,
            "No domain was named.",
            "Name a domain with -Domain, a sender with -Sender, or the client's greeting with -Helo."),
        [ErrorKind.IpAddressInvalid] = new(
            ErrorCategory.InvalidArgument,
            "A text is not an IP address.",
            "Give an IPv4 address such as 192.0.2.1 or an IPv6 address such as 2001:db8::1, without a prefix length."),
        [ErrorKind.RecordValueInvalid] = new(
            ErrorCategory.InvalidArgument,
            "A value cannot be published in a DNS record.",
            "Correct the value that the message names; the help of New-MailDnsRecord shows the form of each."),
        [ErrorKind.BaselineInvalid] = new(
            ErrorCategory.InvalidData,
            "The file with the wanted state of the domains cannot be used.",
            "Name a readable JSON file such as { \"version\": 1, \"domains\": { \"example.com\": { \"Spf\": \"v=spf1 -all\" } } }, "
            + "and correct in it what the message names."),
        [ErrorKind.DomainNotFound] = new(
            ErrorCategory.ObjectNotFound,
            "The domain does not exist, or has no host that takes mail.",
            "Check the spelling of the address; Get-MailDnsRecord shows what the domain has."),
        [ErrorKind.DomainTakesNoMail] = new(
            ErrorCategory.PermissionDenied,
            "The domain takes no mail.",
            "Use another address of the recipient: the domain publishes a null MX record, which refuses all mail."),
        [ErrorKind.DnsUnavailable] = new(
            ErrorCategory.ResourceUnavailable,
            "The domain name system gave no answer.",
            "Send again later; where it lasts, check this machine's name servers with Get-MailDnsRecord."),
        [ErrorKind.NameServerInvalid] = new(
            ErrorCategory.InvalidArgument,
            "The name server cannot be used.",
            "Give -Server the address of a DNS server, or a host name that this machine can resolve."),

        // The way to the server
        [ErrorKind.HostNotFound] = new(
            ErrorCategory.ObjectNotFound,
            "The host name cannot be resolved.",
            "Check the spelling of the server's name and this machine's DNS settings, for example with "
            + "Get-MailDnsRecord."),
        [ErrorKind.ConnectionRefused] = new(
            ErrorCategory.ConnectionError,
            "The server cannot be reached.",
            "Check that the server listens on this port, and that no firewall between here and there blocks it."),
        [ErrorKind.HostUnreachable] = new(
            ErrorCategory.ConnectionError,
            "The network has no way to the server.",
            "Check this machine's network, its routes and, for an IPv6 address, that IPv6 leads out of here."),
        [ErrorKind.LocalAddressInvalid] = new(
            ErrorCategory.InvalidArgument,
            "The address to connect from cannot be used.",
            "Name an address that this machine has, of the same family as the server's, or leave the choice to the system."),
        [ErrorKind.ConnectionTimeout] = new(
            ErrorCategory.OperationTimeout,
            "The server did not answer in time.",
            "Check that a firewall does not drop the connection; a slow server needs a larger -TimeoutSec."),
        [ErrorKind.ConnectionLost] = new(
            ErrorCategory.ConnectionError,
            "The exchange with the server broke off.",
            "Send again; where it happens again, look in the server's log for the reason."),
        [ErrorKind.ProtocolViolation] = new(
            ErrorCategory.ProtocolError,
            "The peer does not keep to SMTP.",
            "Check that the port is one of a mail server, and look at the dialogue with Test-SmtpServer."),

        // TLS and signing in
        [ErrorKind.TlsNotOffered] = new(
            ErrorCategory.SecurityError,
            "TLS was required and the server does not offer it.",
            "Use the port on which the server offers STARTTLS, often 587; only where the network itself is trusted, "
            + "choose -Security StartTlsWhenAvailable."),
        [ErrorKind.TlsHandshakeFailed] = new(
            ErrorCategory.SecurityError,
            "The TLS handshake failed.",
            "Look at it with Test-SmtpServer. Port 465 usually wants -Security ImplicitTls, the ports 25 and 587 StartTls."),
        [ErrorKind.CertificateInvalid] = new(
            ErrorCategory.SecurityError,
            "The server's certificate is not valid for it.",
            "Connect by a name that the certificate holds, install the issuing authority's certificate, or have the "
            + "certificate renewed; Test-SmtpServer shows what is wrong. Send-SmtpMessage -TrustedThumbprint trusts it as it is."),
        [ErrorKind.CertificateRevoked] = new(
            ErrorCategory.SecurityError,
            "The server's certificate was revoked.",
            "Send nothing to this server until its operator has installed a new certificate."),
        [ErrorKind.CertificateRevocationUnknown] = new(
            ErrorCategory.SecurityError,
            "It could not be found out whether the server's certificate was revoked.",
            "Let this machine reach its issuer's revocation service over HTTP; on an isolated network, which cannot, "
            + "use -RevocationCheck None."),
        [ErrorKind.CertificateFileInvalid] = new(
            ErrorCategory.InvalidData,
            "The file of certificates cannot be used.",
            "Give a file that this account may read, with one or more certificates in PEM form or a single one in DER."),
        [ErrorKind.ClientCertificateInvalid] = new(
            ErrorCategory.InvalidArgument,
            "The client certificate cannot be used.",
            "Give a certificate with a private key that this account may use, for example from Cert:\\CurrentUser\\My."),
        [ErrorKind.ClientCertificateRefused] = new(
            ErrorCategory.AuthenticationError,
            "The server wants a client certificate, and did not get one that it takes.",
            "Give the certificate that the server's operator issued or registered for this client, with its private key."),
        [ErrorKind.CredentialNeedsTls] = new(
            ErrorCategory.SecurityError,
            "The credential was not sent, because the connection is not encrypted.",
            "Use -Security StartTls or ImplicitTls; -AllowPlaintextCredential sends it unprotected."),
        [ErrorKind.AuthenticationNotOffered] = new(
            ErrorCategory.AuthenticationError,
            "The server offers no way to sign in with this credential.",
            "Use the submission port, often 587 with TLS, or leave the credential out where the server needs none."),
        [ErrorKind.AuthenticationRequired] = new(
            ErrorCategory.AuthenticationError,
            "The server wants the client to sign in.",
            "Give -Credential, or use a server or port that takes mail from this machine without it."),
        [ErrorKind.AuthenticationFailed] = new(
            ErrorCategory.AuthenticationError,
            "The server refused the credential.",
            "Check user name and password, and that the account may sign in over SMTP."),
        [ErrorKind.TokenEndpointInvalid] = new(
            ErrorCategory.InvalidArgument,
            "Access tokens cannot be requested there.",
            "Leave -Authority out for the public clouds, or give an https address such as "
            + "https://login.microsoftonline.us; give -TenantId as the tenant's id or domain."),
        [ErrorKind.TokenEndpointUnreachable] = new(
            ErrorCategory.ConnectionError,
            "The token endpoint cannot be reached.",
            "Check this machine's way to the internet, its proxy and its trust in the endpoint's certificate."),
        [ErrorKind.TokenRequestFailed] = new(
            ErrorCategory.AuthenticationError,
            "No access token was granted.",
            "Check the application's id, its secret or certificate and its permissions; the message says what the "
            + "endpoint answered."),
        [ErrorKind.TokenKeyInvalid] = new(
            ErrorCategory.InvalidArgument,
            "The token request cannot be signed.",
            "Give a certificate with an RSA private key that this account may use, or the unchanged JSON key file of a "
            + "Google service account."),

        // What the server said to the message
        [ErrorKind.SenderRefused] = new(
            ErrorCategory.PermissionDenied,
            "The server refused the sender.",
            "Send from an address that the server allows for this account or this machine."),
        [ErrorKind.RecipientRefused] = new(
            ErrorCategory.PermissionDenied,
            "The server refused a recipient.",
            "Check the address; where the reply speaks of relaying, sign in with -Credential or have the server allow "
            + "this machine."),
        [ErrorKind.MessageRefused] = new(
            ErrorCategory.InvalidResult,
            "The server refused the message.",
            "Read the server's reply; it names the policy or content that it does not take."),
        [ErrorKind.SmtpUtf8NotOffered] = new(
            ErrorCategory.NotImplemented,
            "The server does not take internationalized addresses.",
            "Use an address in ASCII for this recipient, or a server that offers SMTPUTF8."),
        [ErrorKind.EightBitNotOffered] = new(
            ErrorCategory.NotImplemented,
            "The message has 8-bit text, and the server takes 7-bit messages only.",
            "Use a server that offers 8BITMIME, or compose the message with New-SmtpMessage, which encodes all text."),
        [ErrorKind.MessageTooLarge] = new(
            ErrorCategory.LimitsExceeded,
            "The message is larger than the server takes.",
            "Make the attachments smaller, or send a link to them; Test-SmtpServer shows the server's limit."),
        [ErrorKind.ServerUnavailable] = new(
            ErrorCategory.ResourceUnavailable,
            "The server is busy or closing.",
            "Send again later, with fewer connections or more slowly where the reply asks for it."),
        [ErrorKind.SendQuotaReached] = new(
            ErrorCategory.LimitsExceeded,
            "The day's number of recipients is used up, so the message was not sent.",
            "Send the rest after the time that the message names, or through an account or service that allows more."),
        [ErrorKind.OutcomeUnknown] = new(
            ErrorCategory.ConnectionError,
            "It is not known whether the server took the message.",
            "Look in the server's log or the recipient's mailbox before sending it again, or it may arrive twice."),

        // Profiles
        [ErrorKind.ProfileNotFound] = new(
            ErrorCategory.ObjectNotFound,
            "There is no profile of this name.",
            "Get-SmtpProfile lists the profiles of this account; Set-SmtpProfile creates one."),
        [ErrorKind.ProfileInvalid] = new(
            ErrorCategory.InvalidData,
            "The profile cannot be used.",
            "Set what the message names anew with Set-SmtpProfile, or remove the profile with Remove-SmtpProfile."),
        [ErrorKind.ProfileStoreUnavailable] = new(
            ErrorCategory.ResourceUnavailable,
            "The folder of the profiles cannot be used.",
            "Check that this account owns the folder and that its disk has room, or name another folder in the "
            + "environment variable SMTPADMIN_PROFILE_PATH."),
        [ErrorKind.SecretUnavailable] = new(
            ErrorCategory.AuthenticationError,
            "The profile's secret cannot be stored or read.",
            "Check as this account that the vault, variable or file holds the secret and may be read; "
            + "Set-SmtpProfile -Credential stores it anew."),

        // Relays
        [ErrorKind.ListenFailed] = new(
            ErrorCategory.ResourceBusy,
            "The relay cannot listen on this address and port.",
            "Choose another -Port (0 takes a free one), stop what uses it, or name an address of this machine."),
        [ErrorKind.RelayNotFound] = new(
            ErrorCategory.ObjectNotFound,
            "No relay of this name runs in this session.",
            "Get-SmtpRelay lists the session's relays; Start-SmtpRelay starts one."),
        [ErrorKind.RelayNotNamed] = new(
            ErrorCategory.InvalidArgument,
            "It is not clear which relay is meant.",
            "Name it with -Relay; Get-SmtpRelay lists the session's relays."),
        [ErrorKind.RelayNameTaken] = new(
            ErrorCategory.ResourceExists,
            "A relay of this name runs already.",
            "Choose another -Name, or stop the other one with Stop-SmtpRelay first."),
        [ErrorKind.RelayOptionsInvalid] = new(
            ErrorCategory.InvalidArgument,
            "The relay's options do not fit together.",
            "Change the options as the message says; Get-Help Start-SmtpRelay -Examples shows sets that work."),
        [ErrorKind.RelayUserInvalid] = new(
            ErrorCategory.InvalidArgument,
            "The relay's user cannot be made.",
            "Give a credential with a name and a password, for example from Get-Credential or a vault."),
        [ErrorKind.RelayTooOpen] = new(
            ErrorCategory.SecurityError,
            "The relay would forward mail for nearly everyone.",
            "Name the networks of your own machines with -RelayNetwork and the domains of your own users with "
            + "-AcceptedDomain. Give -AllowOpenRelay only where strangers cannot reach the relay."),
        [ErrorKind.RelayCertificateInvalid] = new(
            ErrorCategory.InvalidArgument,
            "The certificate cannot serve TLS.",
            "Give a certificate with a private key that this account may use, for example from Cert:\\LocalMachine\\My, "
            + "or use -SelfSignedCertificate."),
        [ErrorKind.QueueUnavailable] = new(
            ErrorCategory.ResourceUnavailable,
            "The relay's queue cannot be used.",
            "Check that no other relay uses the folder, that this account may write to it, and that its disk has room."),
        [ErrorKind.RelayNeedsPowerShell7] = new(
            ErrorCategory.NotImplemented,
            "The relay does not run in Windows PowerShell 5.1.",
            "Start it in PowerShell 7.4 or later, or with smtpadmin."),
        [ErrorKind.WaitTimedOut] = new(
            ErrorCategory.OperationTimeout,
            "The awaited messages did not arrive in time.",
            "Get-SmtpRelayMessage shows what did arrive; wait longer with -TimeoutSec, or loosen the filter."),

        // Anything else is a defect
        [ErrorKind.Unexpected] = new(
            ErrorCategory.NotSpecified,
            "Something failed that SmtpAdmin did not expect.",
            "Please report it with the output of $Error[0].Exception.ToString(), secrets removed."),
    };

    /// <summary>Makes the error record for an exception; one without a kind becomes Unexpected.</summary>
    public static ErrorRecord CreateRecord(Exception exception, object? target)
    {
        var known = exception as SmtpAdminException;
        ErrorKind kind = known?.Kind ?? ErrorKind.Unexpected;
        ErrorEntry entry = Entries[kind];
        return new ErrorRecord(exception, kind.ToString(), entry.Category, target)
        {
            ErrorDetails = new ErrorDetails($"{entry.Message} {exception.Message}")
            {
                RecommendedAction = known?.Advice ?? entry.RecommendedAction,
            },
        };
    }
}
