namespace SmtpAdmin;

/// <summary>A mail provider whose server and published limits are known.</summary>
public enum SmtpProvider
{
    /// <summary>Microsoft 365, Exchange Online: SMTP client submission.</summary>
    ExchangeOnline,

    /// <summary>Outlook.com, Hotmail and Live accounts.</summary>
    OutlookCom,

    /// <summary>Gmail, for personal and Google Workspace accounts.</summary>
    Gmail,

    /// <summary>The SMTP relay service of Google Workspace.</summary>
    GoogleWorkspaceRelay,

    /// <summary>Amazon Simple Email Service; its server depends on the region.</summary>
    AmazonSes,

    /// <summary>Azure Communication Services, Email.</summary>
    AzureCommunicationServices,

    /// <summary>Twilio SendGrid.</summary>
    SendGrid,

    /// <summary>Mailgun, United States region.</summary>
    Mailgun,

    /// <summary>Postmark.</summary>
    Postmark,

    /// <summary>Brevo, formerly Sendinblue.</summary>
    Brevo,

    /// <summary>Mailjet.</summary>
    Mailjet,

    /// <summary>SparkPost by Bird, United States region.</summary>
    SparkPost,

    /// <summary>iCloud Mail.</summary>
    ICloud,

    /// <summary>Yahoo Mail.</summary>
    Yahoo,

    /// <summary>Fastmail.</summary>
    Fastmail,

    /// <summary>Zoho Mail, data centre of zoho.com, personal accounts.</summary>
    Zoho,
}
