using System;
using System.Net;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Wire;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Wire;

public sealed class RecordReaderTests
{
    private static readonly TimeSpan s_ttl = TimeSpan.FromSeconds(9);

    [Fact]
    public void Each_type_is_read()
    {
        Assert.Equal(new DnsAddress(s_ttl, IPAddress.Parse("192.0.2.1")), Read(DnsRecordType.A, "C0000201"));
        Assert.Equal(
            new DnsAddress(s_ttl, IPAddress.Parse("2001:db8::1")),
            Read(DnsRecordType.Aaaa, "20010DB8000000000000000000000001"));
        Assert.Equal(new DnsHostName(s_ttl, "a"), Read(DnsRecordType.Ptr, "016100"));
        Assert.Equal(new DnsMailExchange(s_ttl, 258, ""), Read(DnsRecordType.Mx, "010200"));
        Assert.Equal(new DnsService(s_ttl, 1, 2, 993, "a"), Read(DnsRecordType.Srv, "0001000203E1016100"));
        Assert.Equal(new DnsText(s_ttl, "abc\\000"), Read(DnsRecordType.Txt, "026162 00 026300"));
        Assert.Equal(new DnsText(s_ttl, ""), Read(DnsRecordType.Txt, ""));
        Assert.Equal(
            new DnsCertificationAuthority(s_ttl, 128, "issue", "ca.example"),
            Read(DnsRecordType.Caa, "80 05 6973737565 63612E6578616D706C65"));
        Assert.Equal(
            new DnsStartOfAuthority(
                s_ttl, "a", "b", 1, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(uint.MaxValue), TimeSpan.FromSeconds(5)),
            Read(DnsRecordType.Soa, "016100 016200 00000001 00000002 00000003 FFFFFFFF 00000005"));
        var tlsa = Assert.IsType<DnsTlsa>(Read(DnsRecordType.Tlsa, "03 01 02 AABB"));
        Assert.Equal((3, 1, 2, "AABB"), (tlsa.Usage, tlsa.Selector, tlsa.MatchingType, Convert.ToHexString(tlsa.Data.Span)));
    }

    [Theory]
    [InlineData("A", "C00002")]
    [InlineData("A", "C000020101")]
    [InlineData("Aaaa", "C0000201")]
    [InlineData("Txt", "0361")]
    [InlineData("Mx", "00")]
    [InlineData("Srv", "000100020003")]
    [InlineData("Soa", "0000 00000001")]
    [InlineData("Tlsa", "0301")]
    [InlineData("Caa", "80 09 69")]
    [InlineData("Ns", "C000")]
    public void Data_that_its_type_does_not_have_is_refused(string type, string hex) =>
        Assert.Throws<FormatException>(() => Read(Enum.Parse<DnsRecordType>(type), hex));

    private static DnsData Read(DnsRecordType type, string hex)
    {
        byte[] data = Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
        return RecordReader.Read(data, new WireRecord(string.Empty, (int)type, s_ttl, 0, data.Length), s_ttl);
    }
}
