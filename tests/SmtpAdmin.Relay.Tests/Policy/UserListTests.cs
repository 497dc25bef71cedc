using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
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

    [Fact]
    public void An_unknown_name_takes_as_long_as_a_wrong_password()
    {
        double[] unknown = new double[9];
        double[] wrong = new double[9];
        for (int round = 0; round < unknown.Length; round++)
        {
            unknown[round] = Time(() => s_users.IsValid("nobody", "one"));
            wrong[round] = Time(() => s_users.IsValid("ann", "two"));
        }

        // The quickest of each: what else the machine does only adds.
        Assert.InRange(unknown.Min() / wrong.Min(), 0.6, 1.7);
    }

    [Fact]
    public void A_secret_holds_the_keys_of_SCRAM_and_no_password()
    {
        UserSecret secret = s_users.Find("ann");
        byte[] salted = Rfc2898DeriveBytes.Pbkdf2("one", secret.Salt, secret.Iterations, HashAlgorithmName.SHA256, 32);
        byte[] clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        Assert.Equal(SHA256.HashData(clientKey), secret.StoredKey);
        Assert.Equal(HMACSHA256.HashData(salted, "Server Key"u8), secret.ServerKey);
        Assert.Equal(s_users.Find("nobody").Salt, s_users.Find("nobody").Salt);
        Assert.NotEqual(s_users.Find("nobody").Salt, s_users.Find("somebody").Salt);
        Assert.NotEqual(s_users.Find("ann").Salt, s_users.Find("bob").Salt);
    }

    private static double Time(Func<bool> check)
    {
        long start = Stopwatch.GetTimestamp();
        Assert.False(check());
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
