using System.Net;
using SmtpAdmin.Relay.Policy;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy;

public sealed class UserListTests
{
    private static readonly UserList s_users = new(
        [new NetworkCredential("ann", "one"), new NetworkCredential("bob", "two")]);

    [Theory]
    [InlineData("ann", "one", true)]
    [InlineData("bob", "two", true)]
    [InlineData("ann", "two", false)]
    [InlineData("bob", "one", false)]
    [InlineData("Ann", "one", false)]
    [InlineData("ann", "One", false)]
    [InlineData("ann", "", false)]
    [InlineData("", "", false)]
    [InlineData("annone", "", false)]
    public void Name_and_password_must_belong_together(string name, string password, bool expected)
    {
        Assert.Equal(expected, s_users.IsValid(name, password));
    }

    [Fact]
    public void An_empty_list_lets_nobody_in()
    {
        var users = new UserList([]);
        Assert.True(users.IsEmpty);
        Assert.False(users.IsValid("", ""));
    }
}
