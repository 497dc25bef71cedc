using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// The mail services whose selectors can be known. Those that give every user a selector of its own, such as Amazon SES,
/// Postmark and OVHcloud, are not here: nobody can guess them.
/// </summary>
internal static class MailServices
{
    public static IReadOnlyList<MailService> All { get; } =
    [
        // learn.microsoft.com/defender-office-365/email-authentication-dkim-configure
        new(
            "Microsoft 365",
            ["mail.protection.outlook.com", "mx.microsoft"],
            ["spf.protection.outlook.com"],
            ["selector1", "selector2"]),
        // support.google.com/a/answer/174124
        new("Google Workspace", ["google.com", "googlemail.com"], ["_spf.google.com"], ["google"]),
        // www.zoho.com/mail/help/adminconsole/dkim-configuration.html
        new(
            "Zoho Mail",
            ["zoho.com", "zoho.eu", "zoho.in", "zoho.com.au"],
            ["zoho.com", "zoho.eu", "zoho.in", "zohomail.com"],
            ["zoho", "zmail"]),
        // www.fastmail.help/hc/articles/360060591153
        new(
            "Fastmail",
            ["messagingengine.com"],
            ["spf.messagingengine.com"],
            ["fm1", "fm2", "fm3", "mesmtp"]),
        // proton.me/support/anti-spoofing-custom-domain
        new(
            "Proton Mail",
            ["protonmail.ch", "proton.ch"],
            ["_spf.protonmail.ch"],
            ["protonmail", "protonmail2", "protonmail3"]),
        // support.apple.com/guide/icloud/mm6a1a3e3cd3/icloud
        new("iCloud Mail", ["mail.icloud.com"], ["icloud.com"], ["sig1"]),
        // migadu.com/guides/dns
        new("Migadu", ["migadu.com"], ["spf.migadu.com"], ["key1", "key2", "key3"]),
        // support.hostinger.com, "How to set up DKIM"
        new(
            "Hostinger",
            ["hostinger.com"],
            ["_spf.mail.hostinger.com"],
            ["hostingermail-a", "hostingermail-b", "hostingermail-c"]),
        // yandex.com/support/business/domain/dns-records
        new("Yandex 360", ["mx.yandex.net", "mx.yandex.ru"], ["_spf.yandex.net", "_spf.yandex.ru"], ["mail"]),
        // mailchimp.com/help/set-up-email-domain-authentication
        new("Mailchimp", [], ["servers.mcsv.net"], ["k1", "k2", "k3"]),
        // mailchimp.com/developer/transactional/docs/authentication-delivery
        new("Mandrill", [], ["spf.mandrillapp.com"], ["mandrill", "mte1", "mte2"]),
        // www.twilio.com/docs/sendgrid/ui/account-and-settings/how-to-set-up-domain-authentication
        new("SendGrid", [], ["sendgrid.net"], ["s1", "s2", "m1", "smtpapi"]),
        // documentation.mailgun.com, "Domain verification" and "Automatic sender security"
        new(
            "Mailgun",
            ["mailgun.org"],
            ["mailgun.org"],
            ["smtp", "mailo", "pic", "k1", "krs", "mx", "mta", "email", "mg", "pdk1", "pdk2"]),
        // documentation.mailjet.com, "Authenticating domains"
        new("Mailjet", [], ["spf.mailjet.com"], ["mailjet"]),
        // help.brevo.com/hc/articles/12163873383186
        new("Brevo", [], ["spf.brevo.com", "spf.sendinblue.com"], ["mail", "brevo1", "brevo2"]),
        // support.zendesk.com/hc/articles/4408832543770
        new("Zendesk", ["mail.zendesk.com"], ["mail.zendesk.com"], ["zendesk1", "zendesk2"]),
    ];
}
