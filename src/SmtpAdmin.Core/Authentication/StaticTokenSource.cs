using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Authentication;

/// <summary>The one token that the user gave.</summary>
internal sealed class StaticTokenSource(string token) : ITokenSource
{
    public Task<string> GetTokenAsync(bool renew, CancellationToken cancellationToken) => Task.FromResult(token);
}
