using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SmtpAdmin.Core.Providers;

/// <summary>
/// The providers' servers and limits, as the named pages had them on the day named. No number is here that its page does
/// not state for every account: what a provider sets by account is left open.
/// </summary>
internal static class ProviderTable
{
    private const int Submission = 587;
    private const int ImplicitTlsSubmission = 465;

    private static readonly DateTime s_checked = new(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Regex s_region = new(@"^[a-z]{2}(-[a-z]{1,12}){1,3}-[0-9]\z", RegexOptions.CultureInvariant);

    public static IReadOnlyList<SmtpProviderSettings> All { get; } =
    [
        StartTls(SmtpProvider.ExchangeOnline, "smtp.office365.com") with
        {
            Authentication = ProviderAuthentication.Password | ProviderAuthentication.OAuth2,
            MaxConnections = 3,
            MaxMessagesPerMinute = 30,
            MaxRecipientsPerDay = 10_000,
            Source = "Message storage and concurrent connection throttling for SMTP Authenticated Submission "
                + "(learn.microsoft.com)",
        },
        StartTls(SmtpProvider.OutlookCom, "smtp-mail.outlook.com") with
        {
            Authentication = ProviderAuthentication.OAuth2,
            Note = "The limits depend on the account's age and use.",
            Source = "POP, IMAP, and SMTP settings for Outlook.com (support.microsoft.com)",
        },
        StartTls(SmtpProvider.Gmail, "smtp.gmail.com") with
        {
            Authentication = ProviderAuthentication.Password | ProviderAuthentication.OAuth2,
            MaxRecipientsPerMessage = 100,
            Note = "Google Workspace: 2,000 messages and 10,000 recipients a day; personal and trial accounts less.",
            Source = "Gmail sending limits in Google Workspace (support.google.com)",
        },
        StartTls(SmtpProvider.GoogleWorkspaceRelay, "smtp-relay.gmail.com") with
        {
            Authentication = ProviderAuthentication.Password | ProviderAuthentication.OAuth2,
            MaxRecipientsPerDay = 10_000,
            Note = "The recipients are unique ones of one user; the organization has limits of its own. "
                + "It can also allow addresses without signing in.",
            Source = "Route outgoing SMTP relay messages through Google (support.google.com)",
        },
        StartTls(SmtpProvider.AmazonSes, null) with
        {
            MaxRecipientsPerMessage = 50,
            Note = "The rate and the day's quota are set for each account and region. "
                + "The user name and password are SMTP credentials, not access keys.",
            Source = "Service quotas in Amazon SES (docs.aws.amazon.com)",
        },
        StartTls(SmtpProvider.AzureCommunicationServices, "smtp.azurecomm.net") with
        {
            MaxMessagesPerMinute = 30,
            MaxRecipientsPerMessage = 50,
            Note = "At first 30 messages a minute and 100 an hour for a subscription; a support request raises them.",
            Source = "Service limits for Azure Communication Services (learn.microsoft.com)",
        },
        StartTls(SmtpProvider.SendGrid, "smtp.sendgrid.net") with
        {
            Note = "The user name is apikey, the password an API key.",
            Source = "Integrating with the SMTP API (twilio.com)",
        },
        StartTls(SmtpProvider.Mailgun, "smtp.mailgun.org") with
        {
            Note = "Domains of the European region use smtp.eu.mailgun.org.",
            Source = "Sending Messages (documentation.mailgun.com)",
        },
        StartTls(SmtpProvider.Postmark, "smtp.postmarkapp.com") with
        {
            Note = "The user name and the password are an API token or an SMTP token.",
            Source = "Sending email with SMTP (postmarkapp.com)",
        },
        ImplicitTls(SmtpProvider.Brevo, "smtp-relay.brevo.com") with
        {
            Note = "The password is an SMTP key, not an API key.",
            Source = "SMTP relay integration (developers.brevo.com)",
        },
        StartTls(SmtpProvider.Mailjet, "in-v3.mailjet.com") with
        {
            Note = "The user name is the API key, the password the secret key.",
            Source = "Mailjet::Mailer, of Mailjet's own library for Ruby (rubydoc.info)",
        },
        StartTls(SmtpProvider.SparkPost, "smtp.sparkpostmail.com") with
        {
            MaxMessagesPerConnection = 100,
            Note = "The user name is SMTP_Injection, the password an API key. Europe uses smtp.eu.sparkpostmail.com.",
            Source = "SMTP API (developers.sparkpost.com)",
        },
        StartTls(SmtpProvider.ICloud, "smtp.mail.me.com") with
        {
            MaxRecipientsPerDay = 1000,
            MaxRecipientsPerMessage = 500,
            Note = "1,000 messages a day. The password is an app-specific one.",
            Source = "Mailbox size and message sending limits in iCloud (support.apple.com)",
        },
        ImplicitTls(SmtpProvider.Yahoo, "smtp.mail.yahoo.com") with
        {
            Note = "The password is an app password.",
            Source = "Yahoo, in the provider database of Delta Chat (github.com/chatmail/provider-db)",
        },
        ImplicitTls(SmtpProvider.Fastmail, "smtp.fastmail.com") with
        {
            Note = "The password is an app password.",
            Source = "Server names and ports (fastmail.com)",
        },
        ImplicitTls(SmtpProvider.Zoho, "smtp.zoho.com") with
        {
            Note = "Paid organizations use smtppro.zoho.com; other data centres end in .eu, .in and so on.",
            Source = "SMTP Server Configuration - Zoho Mail (zoho.com)",
        },
    ];

    /// <summary>The settings of a provider.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="region">The region of Amazon SES, such as eu-west-1; null leaves its server open.</param>
    /// <exception cref="SmtpAdminException">The region is none, or the provider has none (ServerMissing).</exception>
    public static SmtpProviderSettings Get(SmtpProvider provider, string? region = null)
    {
        SmtpProviderSettings settings = All.First(row => row.Provider == provider);
        if (string.IsNullOrEmpty(region))
        {
            return settings;
        }

        if (provider != SmtpProvider.AmazonSes)
        {
            throw new SmtpAdminException(ErrorKind.ServerMissing, $"{provider} is the same in each region; leave the region out.");
        }

        return s_region.IsMatch(region)
            ? settings with { Server = $"email-smtp.{region}.amazonaws.com" }
            : throw new SmtpAdminException(ErrorKind.ServerMissing, "The region is not one such as eu-west-1.");
    }

    private static SmtpProviderSettings StartTls(SmtpProvider provider, string? server) =>
        Create(provider, server, Submission, SmtpSecurity.StartTls);

    private static SmtpProviderSettings ImplicitTls(SmtpProvider provider, string server) =>
        Create(provider, server, ImplicitTlsSubmission, SmtpSecurity.ImplicitTls);

    private static SmtpProviderSettings Create(SmtpProvider provider, string? server, int port, SmtpSecurity security) => new()
    {
        Provider = provider,
        Server = server,
        Port = port,
        Security = security,
        Authentication = ProviderAuthentication.Password,
        Source = string.Empty,
        Checked = s_checked,
    };
}
