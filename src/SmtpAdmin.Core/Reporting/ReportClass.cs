namespace SmtpAdmin.Core.Reporting;

/// <summary>The style classes that colour verdicts, scores and severities.</summary>
internal static class ReportClass
{
    private const int Good = 80;
    private const int Fair = 50;

    public static string Of(CheckStatus status) => status switch
    {
        CheckStatus.Pass => "pass",
        CheckStatus.Warn => "warn",
        CheckStatus.Fail => "fail",
        _ => "unknown",
    };

    public static string OfScore(int? score) => score switch
    {
        null => "unknown",
        >= Good => "pass",
        >= Fair => "warn",
        _ => "fail",
    };

    public static string Of(DnsStatus status) => status switch
    {
        DnsStatus.Found => "pass",
        DnsStatus.NoData or DnsStatus.NxDomain => "none",
        _ => "unknown",
    };
}
