using System;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication.Sasl;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Session.Authentication;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session.Authentication;

public sealed class ScramMechanismTests
{
    // The exchange of RFC 7677, section 3.
    private const string ServerNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private const string First = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private const string Nonce = "r=rOprNGfwEbeRWgbNEkqO" + ServerNonce;
    private const string Final = "c=biws," + Nonce + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

    private static readonly UserSecret s_secret =
        UserSecret.Create("pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="), iterations: 4096);

    [Fact]
    public async Task The_exchange_of_the_standard_succeeds()
    {
        ScramMechanism mechanism = Standard();
        Assert.Equal(SaslStep.Ask(string.Empty), await mechanism.NextAsync(null, TestContext.Current.CancellationToken));
        Assert.Equal(SaslStep.Ask(Nonce + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"), await NextAsync(mechanism, First));
        Assert.Equal(
            SaslStep.Ask("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="), await NextAsync(mechanism, Final));
        Assert.Equal(SaslStep.SignIn("user"), await NextAsync(mechanism, string.Empty));
    }

    [Theory]
    [InlineData("n,,n=user")]
    [InlineData("n,,n=user,r=")]
    [InlineData("n,,n=,r=abc")]
    [InlineData("n,,n=us=er,r=abc")]
    [InlineData("n,,n=us=2cer,r=abc")]
    [InlineData("n,,n=us\u0000er,r=abc")]
    [InlineData("n,,n=us\ner,r=abc")]
    [InlineData("n,,r=abc,n=user")]
    [InlineData("n,,m=x,n=user,r=abc")]
    [InlineData("n,a=other,n=user,r=abc")]
    [InlineData("n,n=user,r=abc")]
    [InlineData("p=tls-unique,,n=user,r=abc")]
    [InlineData("x,,n=user,r=abc")]
    [InlineData("n,,n=user,r=a c")]
    [InlineData("")]
    public async Task A_first_message_without_its_form_fails(string message)
    {
        Assert.Equal(SaslStep.Failed, await NextAsync(Standard(), message));
    }

    [Theory]
    [InlineData("c=biws," + Nonce + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVA=")]
    [InlineData("c=eSws," + Nonce + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")]
    [InlineData("c=biws," + Nonce + "x,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")]
    [InlineData("c=biws,r=rOprNGfwEbeRWgbNEkqO,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")]
    [InlineData("c=biws," + Nonce + ",x=1,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")]
    [InlineData("c=biws," + Nonce + ",p=dHzb")]
    [InlineData("c=biws," + Nonce + ",p=*")]
    [InlineData("c=biws," + Nonce)]
    [InlineData(",p=")]
    [InlineData("")]
    public async Task A_final_message_that_proves_nothing_fails(string message)
    {
        ScramMechanism mechanism = Standard();
        await NextAsync(mechanism, First);
        Assert.Equal(SaslStep.Failed, await NextAsync(mechanism, message));
        Assert.Equal(SaslStep.Failed, await NextAsync(mechanism, string.Empty));
        Assert.Equal(SaslStep.Failed, await NextAsync(mechanism, Final));
    }

    [Fact]
    public async Task After_success_nothing_may_follow()
    {
        ScramMechanism mechanism = Standard();
        await NextAsync(mechanism, First);
        await NextAsync(mechanism, Final);
        Assert.Equal(SaslStep.Failed, await NextAsync(mechanism, "x"));
    }

    [Theory]
    [InlineData("user", "p\u00E4ss word", "user")]
    [InlineData("a=b,c", "pencil", "a=b,c")]
    [InlineData("\u2168", "IX", "\u2168")]
    public async Task A_client_signs_in_by_it(string name, string password, string expected)
    {
        var users = new UserList([new NetworkCredential(name, password)]);
        var client = new ScramClient(new NetworkCredential(name, password), ScramHash.Sha256, ScramBinding.None);
        var mechanism = new ScramMechanism(users.FindPrepared);
        SaslStep step = SaslStep.Ask(string.Empty);
        while (step.Outcome == SaslOutcome.Challenge)
        {
            string challenge = Convert.ToBase64String(Encoding.UTF8.GetBytes(step.Challenge));
            step = await mechanism.NextAsync(Convert.FromBase64String(client.Respond(challenge)), TestContext.Current.CancellationToken);
        }

        Assert.Equal(SaslStep.SignIn(expected), step);
        Assert.True(client.IsServerAccepted);
    }

    [Fact]
    public async Task A_stranger_is_asked_as_a_user_is_and_always_with_the_same_salt()
    {
        var users = new UserList([new NetworkCredential("user", "pencil")]);
        SaslStep first = await NextAsync(new ScramMechanism(users.FindPrepared, "s"), "n,,n=nobody,r=c");
        SaslStep again = await NextAsync(new ScramMechanism(users.FindPrepared, "s"), "n,,n=nobody,r=c");
        SaslStep other = await NextAsync(new ScramMechanism(users.FindPrepared, "s"), "n,,n=somebody,r=c");
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Matches(@"\Ar=cs,s=[A-Za-z0-9+/=]{24},i=65536\z", first.Challenge);
    }

    [Fact]
    public async Task A_stranger_never_succeeds()
    {
        var users = new UserList([]);
        var mechanism = new ScramMechanism(users.FindPrepared, "s");
        var client = new ScramClient(new NetworkCredential("nobody", "x"), ScramHash.Sha256, ScramBinding.None);
        SaslStep step = SaslStep.Ask(string.Empty);
        while (step.Outcome == SaslOutcome.Challenge)
        {
            string challenge = Convert.ToBase64String(Encoding.UTF8.GetBytes(step.Challenge));
            step = await mechanism.NextAsync(Convert.FromBase64String(client.Respond(challenge)), TestContext.Current.CancellationToken);
        }

        Assert.Equal(SaslStep.Failed, step);
    }

    [Fact]
    public void A_password_that_SASLprep_forbids_leaves_the_user_to_other_mechanisms()
    {
        var users = new UserList([new NetworkCredential("user", "a\u0007b")]);
        Assert.True(users.IsValid("user", "a\u0007b"));
    }

    private static ScramMechanism Standard() => new(name => (name, s_secret), ServerNonce);

    private static async Task<SaslStep> NextAsync(ScramMechanism mechanism, string message) =>
        await mechanism.NextAsync(Encoding.UTF8.GetBytes(message), TestContext.Current.CancellationToken);
}
