namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Puts the facts that every record has in common from the answer into the record.</summary>
internal static class AnswerFacts
{
    /// <summary>Returns the record with who answered, how long it holds, and why nothing is known.</summary>
    public static T With<T>(this T record, DnsAnswer answer)
        where T : MailDnsRecord =>
        (T)(record with
        {
            NameServer = answer.NameServer,
            IsAuthenticated = answer.IsAuthenticated,
            TimeToLive = answer.TimeToLive,
            Failure = answer.Failure,
        });
}
