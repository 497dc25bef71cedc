using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Tests.Session.Authentication;

/// <summary>Knows one token, which is of one user; cannot tell of another, and never answers for a third.</summary>
internal sealed class FakeTokens : ITokenValidator
{
    public const string Good = "good-token";
    public const string Failing = "failing-token";
    public const string Hanging = "hanging-token";
    public const string User = "anna@example.com";

    public async Task<string?> ValidateAsync(string? userName, string token, CancellationToken cancellationToken)
    {
        switch (token)
        {
            case Failing:
                throw new InvalidOperationException("The issuer's keys cannot be read.");
            case Hanging:
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                return null;
            default:
                return token == Good && (userName is null or User) ? User : null;
        }
    }
}
