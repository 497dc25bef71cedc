using System;
using System.IO;
using System.Linq;
using System.Text;
using SmtpAdmin.Core.Judging.Baselines;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Judging.Baselines;

public sealed class BadBaselineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "line 1 is no JSON")]
    [InlineData("not json", "line 1 is no JSON")]
    [InlineData("{ \"version\": 1,\n\"domains\": { ", "line 2 is no JSON")]
    [InlineData("{ \"version\": 1, \"domains\": {} } {}", "line 1 is no JSON")]
    [InlineData("[]", "the whole text is no object in braces")]
    [InlineData("null", "the whole text is no object in braces")]
    [InlineData("{ \"domains\": {} }", "its 'version' is not the number 1")]
    [InlineData("{ \"version\": 2, \"domains\": {} }", "its 'version' is not the number 1")]
    [InlineData("{ \"version\": 1.5, \"domains\": {} }", "its 'version' is not the number 1")]
    [InlineData("{ \"version\": \"1\", \"domains\": {} }", "its 'version' is not the number 1")]
    [InlineData("{ \"version\": 1 }", "it has no 'domains'")]
    [InlineData("{ \"version\": 1, \"version\": 1, \"domains\": {} }", "it has 'version' twice")]
    [InlineData("{ \"version\": 1, \"domains\": {}, \"domains\": {} }", "it has 'domains' twice")]
    [InlineData("{ \"version\": 1, \"domain\": {} }", "it has 'domain' beside")]
    [InlineData("{ \"version\": 1, \"domains\": [] }", "'domains' is no object in braces")]
    [InlineData("{ \"version\": 1, \"domains\": { \"not a domain\": {} } }", "'not a domain' is no domain")]
    [InlineData("{ \"version\": 1, \"domains\": { \"a.example\": {}, \"A.example.\": {} } }", "it has 'a.example' twice")]
    [InlineData("{ \"version\": 1, \"domains\": { \"a.example\": null } }", "a.example is no object in braces")]
    public void A_text_that_is_no_baseline_says_why(string text, string reason) => Check(text, reason);

    [Theory]
    [InlineData("\"Spf\": \"a\", \"spf\": \"b\"", "a.example has 'Spf' twice")]
    [InlineData("\"Dkim/S1\": null, \"Dkim/s1\": null", "a.example has 'Dkim/s1' twice")]
    [InlineData("\"SPF1\": \"a\"", "a.example has 'SPF1', which names no value")]
    [InlineData("\"\\u001B[31m\": null", "a.example has '\uFFFD[31m', which names no value")]
    [InlineData("\"Spf\": 1", "Spf of a.example is neither a string nor null")]
    [InlineData("\"Spf\": true", "Spf of a.example is neither a string nor null")]
    [InlineData("\"Mx\": [ \"10 mx1.example\" ]", "Mx of a.example is neither a string nor null")]
    [InlineData("\"Spf\": { \"a\": 1 }", "Spf of a.example is neither a string nor null")]
    [InlineData("\"Spf\": \"  \"", "Spf of a.example is empty")]
    [InlineData("\"Mx\": \" , \"", "Mx of a.example is empty")]
    [InlineData("\"Spf\": \"\\uD800\"", "half a surrogate pair")]
    [InlineData("\"\\uD800\": null", "half a surrogate pair")]
    public void A_value_that_is_none_says_where(string value, string reason) => Check(OfDomain(value), reason);

    [Theory]
    [InlineData(8)]
    [InlineData(100_000)]
    public void Deep_nesting_is_refused(int depth) => Check(
        OfDomain($"\"Spf\": {new string('[', depth)}{new string(']', depth)}"), "nested too deeply");

    [Fact]
    public void A_huge_value_is_refused() => Check(
        OfDomain($"\"Spf\": \"{new string('x', 256 * 1024 + 1)}\""), "Spf of a.example has 262145 characters of at most 262144");

    [Fact]
    public void A_long_name_is_cut_in_the_message()
    {
        string message = Check(OfDomain($"\"{new string('x', 100_000)}\": null"), "which names no value");

        Assert.True(message.Length < 500, message);
    }

    [Fact]
    public void A_file_over_16_MB_is_not_read()
    {
        string path = _folder.Combine("large.json");
        using (FileStream file = File.Create(path))
        {
            file.SetLength(16 * 1024 * 1024 + 1);
        }

        Assert.Contains("larger than 16777216 bytes", Failure(path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("none.json' cannot be used: ", Failure(_folder.Combine("none.json")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(".")]
    [InlineData("none/none.json")]
    public void What_cannot_be_opened_is_a_clear_error(string name) => Failure(_folder.Combine(name));

    [Fact]
    public void An_empty_path_is_a_clear_error() => Failure(string.Empty);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] content = [.. Encoding.UTF8.GetBytes("{ \"version\": 1, \"domains\": {} } // "), 0xFF, 0xFE, 0xC3];

        Assert.Contains("it is not UTF-8", Failure(_folder.Write("latin.json", content)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void The_encodings_of_windows_powershell_are_read(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes(OfDomain("\"Spf\": null"))];

        DomainBaseline baseline = DomainBaseline.Read(_folder.Write("windows.json", content));

        Assert.Equal(CheckStatus.Unknown, baseline.Compare("a.example", []).Single().Status);
    }

    private static string OfDomain(string values) =>
        $$"""{ "version": 1, "domains": { "a.example": { {{values}} } } }""";

    private static SmtpAdminException Failure(string path)
    {
        SmtpAdminException failure = Assert.Throws<SmtpAdminException>(() => DomainBaseline.Read(path));
        Assert.Equal(ErrorKind.BaselineInvalid, failure.Kind);
        return failure;
    }

    private string Check(string text, string reason)
    {
        string message = Failure(_folder.Write("bad.json", Encoding.UTF8.GetBytes(text))).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        return message;
    }
}
