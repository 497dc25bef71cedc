using System.Collections.Generic;
using static SmtpAdmin.SmtpStatusSide;

namespace SmtpAdmin.Core.Status;

/// <summary>
/// What Exchange Online and Outlook.com mean. From Microsoft Learn, "Email non-delivery reports and SMTP errors in
/// Exchange Online" and "Fix issues with printers, scanners, and LOB applications that send email using Microsoft 365".
/// The first that fits counts: those with words stand before those without.
/// </summary>
internal static class MicrosoftStatuses
{
    private const string CheckDomain = "Test-MailDomain <sender's domain>";
    private const string CheckSpf = "Test-MailSpf -IpAddress <server's address> -Sender <sender>";

    public static readonly IReadOnlyList<ProviderEntry> Entries =
    [
        new("3.2", "thread limit", Ours, "Too many connections or messages at once, to one mailbox or with one account.",
            "Use three connections at most, and 30 messages a minute.", "Send-SmtpMessage … -Provider ExchangeOnline"),
        new("3.2", "Concurrent connections", Ours, "The account has more than three connections at once.",
            "Use three connections at most.", "Send-SmtpMessage … -Provider ExchangeOnline"),
        new("2.0", "SendAsDenied", Ours, "The account may not send as this sender.",
            "Send from the account's own address, or grant SendAs: Add-RecipientPermission <sender> -Trustee <account> -AccessRights SendAs."),
        new("7.60", null, Ours, "The account may not send as this sender.",
            "Send from the account's own address, or grant SendAs: Add-RecipientPermission <sender> -Trustee <account> -AccessRights SendAs."),
        new("7.57", null, Ours, "The client did not sign in, and this port takes mail of signed-in clients only.",
            "Sign in, with SMTP AUTH switched on for the mailbox; or send to the tenant's own MX on port 25.", "Get-SmtpAccessToken"),
        new("7.139", null, Ours, "Signing in by SMTP AUTH is switched off, for the tenant or the mailbox, or a policy forbids it.",
            "Switch it on for the mailbox: Set-CASMailbox <mailbox> -SmtpClientAuthenticationDisabled $false; and use OAuth.", "Get-SmtpAccessToken"),
        new("7.30", "Basic authentication", Ours, "Passwords are not taken for submission any more.", "Use OAuth.", "Get-SmtpAccessToken"),
        new("7.3", null, Ours, "Signing in failed: password, token or the rights of the application are not right.",
            "With a token, check audience, role SMTP.SendAsApp, service principal and mailbox permission.", "Get-SmtpAccessToken"),
        new("1.8", "bad outbound sender", Ours, "The account is blocked, because it sent spam or too much.",
            "Secure the account, then release it in Microsoft Defender under Restricted entities."),
        new("1.90", null, Ours, "The mailbox has sent to as many recipients as it may in a day.", "Send the rest tomorrow, or in bulk through another service."),
        new("2.2", "Submission quota", Ours, "The mailbox has sent to as many recipients as it may in a day.", "Send the rest tomorrow, or in bulk through another service."),
        new("1.10", null, Ours, "There is no such recipient in the tenant.", "Correct the address, or take it off the list."),
        new("4.1", "Recipient address rejected", Ours, "There is no such recipient in the tenant, which refuses those that it does not know.",
            "Correct the address; an administrator of the tenant checks the accepted domain."),
        new("4.14", null, Theirs, "The message goes round in circles, as a rule between the tenant and a connector.",
            "Check MX, accepted domain type and connectors.", "Get-MailDnsRecord <recipient's domain> -Type Mx"),
        new("7.23", null, Ours, "SPF does not let that server send for the sender's domain.", "Add the server to the SPF record.", CheckSpf),
        new("7.25", null, Ours, "The sending IPv6 address has no name.", "Have the PTR record set, or send over IPv4.", "Get-MailDnsRecord <server's address> -Type Ptr"),
        new("7.64", null, Ours, "No connector of the tenant knows this server, so it may not relay.",
            "Check the inbound connector: its address or certificate must be the server's."),
        new("7.124", null, Ours, "The sender may not write to this group.", "Ask the owner of the group."),
        new("7.133", null, Ours, "The group takes mail from inside its organisation only.", "Ask the owner of the group."),
        new("7.134", null, Ours, "The mailbox takes mail from inside its organisation only.", "Ask the recipient."),
        new("7.135", null, Ours, "The public folder takes mail from inside its organisation only.", "Ask its owner."),
        new("7.136", null, Ours, "The mail user takes mail from inside its organisation only.", "Ask the recipient."),
        new("7.501", null, Ours, "The account is banned, because spam came from it.", "Secure the account; then have it released."),
        new("7.502", null, Ours, "The account is banned, because spam came from it.", "Secure the account; then have it released."),
        new("7.503", null, Ours, "The account is banned, because spam came from it.", "Secure the account; then have it released."),
        new("7.506", null, Ours, "The server gives a wrong name at EHLO.", "Give it the name that its PTR record has.", "Test-SmtpServer <server>"),
        new("7.508", null, Ours, "Too much mail comes from this IPv6 address.", "Send more slowly, or over IPv4."),
        new("7.509", null, Ours, "The sender's domain failed DMARC, and its policy says reject.", "Sign with DKIM of the domain, and complete SPF.", "Test-MailDmarc <sender's domain>"),
        new("7.511", null, Ours, "The sending address is banned.", "Follow the link in the text to have it released; look for what it sent."),
        new("7.512", null, Ours, "The message breaks RFC 5322: as a rule it has no From, or more than one.", "Repair the From field."),
        new("7.515", null, Ours, "The sender's domain does not meet what Outlook.com asks of those who send much: SPF, DKIM and DMARC.",
            "Set up all three, one of them aligned with the From field.", CheckDomain),
        new("7.705", null, Ours, "The tenant has sent more mail, or more mail that looks like spam, than it may.", "Secure the tenant, then ask Microsoft to release it."),
        new("7.708", null, Ours, "Mail of this tenant is not taken from this address, as a rule because the tenant is new.", "Ask Microsoft to release it."),
        new("7.750", null, Ours, "The tenant sends from domains that are not registered with it.", "Add the domain to the tenant, or correct the connector."),
        new("4.316", null, Theirs, "The recipient's server refuses the connection.", "The recipient's administrator checks server and firewall.", "Test-SmtpServer <server>"),
        new("7.700", null, Ours, "Mail from this address is slowed down, as it sends more than it did.", "Send more slowly, and again later."),
        new("7.1", "banned sending IP", Ours, "The sending address is banned.", "Follow the link in the text to have it released."),
        new(null, "banned sending IP", Ours, "The sending address is banned.", "Follow the link in the text to have it released."),
        new(null, "part of their network is on our block list", Ours, "Outlook.com has the sending network on its block list.",
            "Ask for its release; the text names the page."),
        new(null, "rate limited due to IP reputation", Ours, "Outlook.com slows the sending address down for its reputation.", "Send more slowly, and find what gets complaints."),
        new("7.1", "DMARC", Ours, "The sender's domain failed DMARC.", "Sign with DKIM of the domain, and complete SPF.", "Test-MailDmarc <sender's domain>"),
    ];
}
