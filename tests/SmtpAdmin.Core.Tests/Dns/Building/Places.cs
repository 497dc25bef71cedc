using System;
using SmtpAdmin.Core.Dns.Building;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Building;

/// <summary>Where the tests' records go.</summary>
internal static class Places
{
    public static RecordPlace Example => At("example.com");

    public static RecordPlace At(string domain, string? zone = null) => new(domain, zone, TimeSpan.FromHours(1));

    /// <summary>The message of a refusal, which names the value.</summary>
    public static string Refusal(Action build)
    {
        SmtpAdminException refusal = Assert.Throws<SmtpAdminException>(build);
        Assert.Equal(ErrorKind.RecordValueInvalid, refusal.Kind);
        Assert.DoesNotContain(refusal.Message, char.IsControl);
        return refusal.Message;
    }
}
