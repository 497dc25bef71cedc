using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Policy;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>LOGIN: user name and password, each asked for. No standard defines it; old clients know no other.</summary>
internal sealed class LoginMechanism(UserList users) : ISaslMechanism
{
    private string? _userName;

    public ValueTask<SaslStep> NextAsync(byte[]? response, CancellationToken cancellationToken) =>
        (response is null ? SaslStep.Ask("Username:") : Check(response)).AsValueTask();

    private SaslStep Check(byte[] response)
    {
        bool isText = SaslText.TryDecode(response, out string text);
        if (_userName is null)
        {
            _userName = isText ? text : string.Empty;
            return SaslStep.Ask("Password:");
        }

        return isText && SaslText.IsName(_userName) && users.IsValid(_userName, text)
            ? SaslStep.SignIn(_userName)
            : SaslStep.Failed;
    }
}
