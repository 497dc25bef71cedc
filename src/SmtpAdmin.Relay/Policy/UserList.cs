using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using SmtpAdmin.Relay.Session.Authentication;

namespace SmtpAdmin.Relay.Policy;

/// <summary>
/// The users that may sign in. Names and passwords are kept and compared as keyed digests of one length, and every user
/// is compared every time, so that the time taken tells neither a name nor a part of a password.
/// </summary>
internal sealed class UserList
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly List<(byte[] Name, byte[] Password)> _users = [];

    public UserList(IReadOnlyList<NetworkCredential> users)
    {
        Scram = new ScramVerifierList(users);
        foreach (NetworkCredential user in users)
        {
            _users.Add((Digest(user.UserName), Digest(user.Password)));
        }
    }

    /// <summary>What SCRAM knows of the users.</summary>
    public ScramVerifierList Scram { get; }

    public bool IsEmpty => _users.Count == 0;

    public bool IsValid(string userName, string password)
    {
        byte[] nameDigest = Digest(userName);
        byte[] passwordDigest = Digest(password);
        bool found = false;
        foreach ((byte[] name, byte[] secret) in _users)
        {
            found |= CryptographicOperations.FixedTimeEquals(name, nameDigest)
                & CryptographicOperations.FixedTimeEquals(secret, passwordDigest);
        }

        return found;
    }

    private byte[] Digest(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}
