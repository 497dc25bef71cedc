using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using SmtpAdmin.Core.Authentication.Sasl;

namespace SmtpAdmin.Relay.Policy;

/// <summary>
/// The users that may sign in. A name that nobody has costs the same work as a wrong password, so that the time taken
/// does not tell who is known; nor does the salt, which stays the same for one name (RFC 5802, section 5.1).
/// </summary>
internal sealed class UserList
{
    private readonly byte[] _decoyKey = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly Dictionary<string, UserSecret> _secrets;
    private readonly Dictionary<string, string> _namesByPrepared = new(StringComparer.Ordinal);

    public UserList(IReadOnlyList<SmtpRelayUser> users)
    {
        _secrets = users.AsParallel().ToDictionary(user => user.UserName, CreateSecret, StringComparer.Ordinal);
        foreach (SmtpRelayUser user in users)
        {
            _namesByPrepared[Prepare(user.UserName)] = user.UserName;
        }
    }

    public bool IsEmpty => _secrets.Count == 0;

    public bool IsValid(string userName, string password) => Find(userName).Matches(password);

    /// <summary>The secret of a user; for a name that nobody has, one that nothing fits.</summary>
    public UserSecret Find(string userName)
    {
        UserSecret decoy = UserSecret.CreateDecoy(_decoyKey, userName);
        return _secrets.GetValueOrDefault(userName, decoy);
    }

    /// <summary>The user whom a name means that came by SCRAM: the name as the relay has it, and the secret.</summary>
    public (string UserName, UserSecret Secret) FindPrepared(string given)
    {
        string prepared = Prepare(given);
        string userName = _namesByPrepared.GetValueOrDefault(prepared, prepared);
        return (userName, Find(userName));
    }

    private static UserSecret CreateSecret(SmtpRelayUser user)
    {
        return UserSecret.Create(new NetworkCredential(string.Empty, user.Password).Password);
    }

    /// <summary>A name that SASLprep forbids is looked up as it is.</summary>
    private static string Prepare(string name)
    {
        try
        {
            return SaslPreparation.Prepare(name);
        }
        catch (FormatException)
        {
            return name;
        }
    }
}
