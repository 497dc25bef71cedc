using System;
using System.Linq;
using System.Net;
using SmtpAdmin.Core.Evaluation.Spf;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

public sealed class SpfMacroTextTests
{
    // RFC 7208, section 7.4, and each part of section 7.3.
    [Theory]
    [InlineData("%{s}", "strong-bad@email.example.com")]
    [InlineData("%{o}", "email.example.com")]
    [InlineData("%{d}", "email.example.com")]
    [InlineData("%{d4}", "email.example.com")]
    [InlineData("%{d3}", "email.example.com")]
    [InlineData("%{d2}", "example.com")]
    [InlineData("%{d1}", "com")]
    [InlineData("%{dr}", "com.example.email")]
    [InlineData("%{d2r}", "example.email")]
    [InlineData("%{l}", "strong-bad")]
    [InlineData("%{l-}", "strong.bad")]
    [InlineData("%{lr}", "strong-bad")]
    [InlineData("%{lr-}", "bad.strong")]
    [InlineData("%{l1r-}", "strong")]
    [InlineData("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com")]
    [InlineData("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com")]
    [InlineData("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net")]
    [InlineData("%{D2R}", "example.email")]
    [InlineData("%{S}", "strong-bad%40email.example.com")]
    [InlineData("%{p}.%{h}", "unknown.mail.example.net")]
    [InlineData("%{d99999999999999999999}", "email.example.com")]
    [InlineData("a%%b%_c%-d", "a%b c%20d")]
    [InlineData("%{d}.", "email.example.com")]
    public void Macros_expand_as_the_rfc_says(string text, string expected) =>
        Assert.Equal(expected, SpfMacroText.ExpandDomain(text, Values("192.0.2.3").ValueOf));

    [Fact]
    public void An_ipv6_address_is_expanded_by_nibbles() =>
        Assert.Equal(
            "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com",
            SpfMacroText.ExpandDomain("%{ir}.%{v}._spf.%{d2}", Values("2001:db8::cb01").ValueOf));

    [Fact]
    public void An_explanation_can_use_the_address_the_receiver_and_the_time() =>
        Assert.Equal(
            "2001:db8::1 unknown 1970",
            SpfMacroText.ExpandExplanation("%{c} %{r} %{t}970", Values("2001:db8::1").ValueOf));

    [Fact]
    public void Of_a_long_name_labels_are_cut_from_the_left()
    {
        string label = new('a', 60);
        string text = string.Join('.', Enumerable.Repeat(label, 5)) + ".example.com";

        string? name = SpfMacroText.ExpandDomain(text, Values("192.0.2.3").ValueOf);

        Assert.Equal(string.Join('.', Enumerable.Repeat(label, 3)) + ".example.com", name);
    }

    // 16,000 macros of 512 characters each, escaped to three times as much: 24 MB if it were kept.
    [Theory]
    [InlineData("%{S}")]
    [InlineData("%{l}")]
    [InlineData("%{lr-}")]
    public void A_text_that_expands_without_end_is_bounded(string macro)
    {
        string text = string.Concat(Enumerable.Repeat(macro, 64 * 1024 / macro.Length));
        SpfMacroValues values = Values("192.0.2.3", new string('@', 600) + "@example.com");
        long before = GC.GetAllocatedBytesForCurrentThread();

        string? domain = SpfMacroText.ExpandDomain(text + ".example.com", values.ValueOf);
        string? explanation = SpfMacroText.ExpandExplanation(text, values.ValueOf);

        Assert.NotNull(domain);
        Assert.Equal(1000, explanation!.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
    }

    private static SpfMacroValues Values(string address, string sender = "strong-bad@email.example.com")
    {
        SpfIdentity identity = SpfIdentity.Create(IPAddress.Parse(address), null, sender, "mail.example.net");
        return new SpfMacroValues(identity, identity.Domain, null, DateTimeOffset.FromUnixTimeSeconds(1));
    }
}
