using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class CertificateFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestCa _first = new();
    private readonly TestCa _second = new();

    public void Dispose()
    {
        _folder.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public void A_bundle_gives_all_its_certificates_whatever_stands_between_them()
    {
        string bundle = $"""
            # Two authorities
            {_first.Root.ExportCertificatePem()}
            -----BEGIN X509 CRL-----
            AAAA
            -----END X509 CRL-----
            {_second.Root.ExportCertificatePem().Replace("\n", "\r\n", StringComparison.Ordinal)}
            """;

        Assert.Equal([_first.Root.Thumbprint, _second.Root.Thumbprint], Load(Encoding.UTF8.GetBytes(bundle)));
    }

    [Fact]
    public void A_single_certificate_in_DER_is_taken() =>
        Assert.Equal([_first.Root.Thumbprint], Load(_first.Root.RawData));

    [Theory]
    [InlineData("", "no certificate")]
    [InlineData("hello", "no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA", "no end")]
    [InlineData("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----", "")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "")]
    [InlineData("0000", "")]
    public void What_holds_no_certificate_is_an_error_of_its_own(string content, string part) =>
        AssertInvalid(Encoding.ASCII.GetBytes(content), part);

    [Fact]
    public void A_PFX_is_no_file_of_authorities()
    {
        using X509Certificate2 certificate = _first.Issue("mx.example");
        AssertInvalid(certificate.Export(X509ContentType.Pfx), "something else");
    }

    [Fact]
    public void A_file_over_the_bounds_is_not_read_further() => AssertInvalid(new byte[2 * 1024 * 1024], "1048576");

    [Fact]
    public void More_certificates_than_anyone_needs_are_too_many()
    {
        string small = $"-----BEGIN CERTIFICATE-----\n{Convert.ToBase64String(_first.Root.RawData)}\n-----END CERTIFICATE-----\n";
        string many = string.Concat(Enumerable.Repeat(small, 1001));
        AssertInvalid(Encoding.ASCII.GetBytes(many), "1000");
    }

    [Fact]
    public void A_file_that_is_not_there_is_the_same_error()
    {
        var failure = Assert.Throws<SmtpAdminException>(() => CertificateFile.Load(_folder.Combine("none.pem")));
        Assert.Equal(ErrorKind.CertificateFileInvalid, failure.Kind);
        Assert.IsType<FileNotFoundException>(failure.InnerException);
    }

    private List<string> Load(byte[] content) =>
        CertificateFile.Load(_folder.Write("file", content)).Select(certificate => certificate.Thumbprint).ToList();

    private void AssertInvalid(byte[] content, string part)
    {
        var failure = Assert.Throws<SmtpAdminException>(() => Load(content));
        Assert.Equal(ErrorKind.CertificateFileInvalid, failure.Kind);
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }
}
