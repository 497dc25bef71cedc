using SmtpAdmin.Core.Smtp;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class EhloResponseTests
{
    [Fact]
    public void The_first_line_is_the_name_and_the_others_are_keywords()
    {
        EhloResponse ehlo = Read("mx.example greets you", "SIZE 1000", "8BITMIME", "DSN");

        Assert.Equal("mx.example", ehlo.Name);
        Assert.Equal(["SIZE 1000", "8BITMIME", "DSN"], ehlo.Keywords);
        Assert.True(ehlo.Supports("8bitmime"));
        Assert.False(ehlo.Supports("8BIT"));
        Assert.False(ehlo.Supports("mx.example"));
    }

    [Theory]
    [InlineData("SIZE 35882577", 35882577)]
    [InlineData("size 10", 10)]
    [InlineData("SIZE", 0)]
    [InlineData("SIZE 0", 0)]
    [InlineData("SIZE -5", 0)]
    [InlineData("SIZE many", 0)]
    [InlineData("SIZE 99999999999999999999", 0)]
    [InlineData("HELP", 0)]
    public void The_size_is_read_where_it_is_a_number(string keyword, long expected) =>
        Assert.Equal(expected, Read("x", keyword).Size);

    [Theory]
    [InlineData("AUTH PLAIN LOGIN", "PLAIN LOGIN")]
    [InlineData("AUTH=LOGIN PLAIN", "LOGIN PLAIN")]
    [InlineData("auth plain", "PLAIN")]
    [InlineData("AUTH", "")]
    [InlineData("AUTHX PLAIN", "")]
    public void Mechanisms_are_read_in_both_forms(string keyword, string expected) =>
        Assert.Equal(expected, string.Join(" ", Read("x", keyword).AuthMechanisms));

    [Fact]
    public void Both_forms_together_name_each_mechanism_once() =>
        Assert.Equal(["PLAIN", "LOGIN"], Read("x", "AUTH PLAIN LOGIN", "AUTH=PLAIN LOGIN").AuthMechanisms);

    [Fact]
    public void A_server_that_only_takes_HELO_offers_nothing()
    {
        Assert.Empty(EhloResponse.None.Keywords);
        Assert.Empty(EhloResponse.None.AuthMechanisms);
        Assert.False(EhloResponse.None.Supports("STARTTLS"));
    }

    private static EhloResponse Read(params string[] lines) => new(new SmtpReply { Code = 250, Lines = lines });
}
