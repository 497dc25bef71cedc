using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using SmtpAdmin.Relay.Session.Authentication;

namespace SmtpAdmin.Relay.Policy;

/// <summary>
/// The users that may sign in. A name that nobody has costs the same work as a wrong password, so that the time taken
/// does not tell who is known.
/// </summary>
internal sealed class UserList
{
    private readonly byte[] _decoyKey = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly Dictionary<string, UserSecret> _secrets;

    public UserList(IReadOnlyList<SmtpRelayUser> users)
    {
        _secrets = users.AsParallel().ToDictionary(user => user.UserName, CreateSecret, StringComparer.Ordinal);
        Scram = new ScramVerifierList(users.Select(user => new NetworkCredential(user.UserName, user.Password)));
    }

    /// <summary>What SCRAM knows of the users.</summary>
    public ScramVerifierList Scram { get; }

    public bool IsEmpty => _secrets.Count == 0;

    public bool IsValid(string userName, string password) => Find(userName).Matches(password);

    /// <summary>The secret of a user; for a name that nobody has, one that nothing fits.</summary>
    public UserSecret Find(string userName)
    {
        UserSecret decoy = UserSecret.CreateDecoy(_decoyKey, userName);
        return _secrets.GetValueOrDefault(userName, decoy);
    }

    private static UserSecret CreateSecret(SmtpRelayUser user)
    {
        return UserSecret.Create(new NetworkCredential(string.Empty, user.Password).Password);
    }
}
