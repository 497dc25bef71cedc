using System.Text;
using SmtpAdmin.Relay.Policy;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>LOGIN: user name and password, each asked for. No standard defines it; old clients know no other.</summary>
internal sealed class LoginMechanism(UserList users) : ISaslMechanism
{
    private string? _userName;

    public SaslStep Next(byte[]? response)
    {
        if (response is null)
        {
            return new SaslStep(SaslOutcome.Challenge, "Username:");
        }

        string text = Encoding.UTF8.GetString(response);
        if (_userName is null)
        {
            _userName = text;
            return new SaslStep(SaslOutcome.Challenge, "Password:");
        }

        return users.IsValid(_userName, text)
            ? new SaslStep(SaslOutcome.Succeeded, UserName: _userName)
            : new SaslStep(SaslOutcome.Failed);
    }
}
