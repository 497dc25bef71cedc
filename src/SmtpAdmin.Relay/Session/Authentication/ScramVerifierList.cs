using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using SmtpAdmin.Core.Authentication.Sasl;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>
/// The verifiers of the users, made at start. For a name that nobody has there is one too, which no proof fits and
/// which has the same salt each time: else the first reply would tell who is known (RFC 5802, section 5.1).
/// </summary>
internal sealed class ScramVerifierList
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly Dictionary<string, (string UserName, ScramVerifier Verifier)> _verifiers = [];

    public ScramVerifierList(IEnumerable<NetworkCredential> users)
    {
        foreach (NetworkCredential user in users)
        {
            try
            {
                string name = SaslPreparation.Prepare(user.UserName);
                byte[] salt = RandomNumberGenerator.GetBytes(ScramVerifier.SaltSize);
                _verifiers[name] = (user.UserName, ScramVerifier.Create(user.Password, salt));
            }
            catch (FormatException)
            {
                // A name or password that SCRAM cannot carry; the user signs in by PLAIN or LOGIN.
            }
        }
    }

    /// <summary>The user's name as the relay has it, and the verifier; for a stranger, the name as given.</summary>
    public (string UserName, ScramVerifier Verifier) Find(string preparedName)
    {
        if (_verifiers.TryGetValue(preparedName, out (string UserName, ScramVerifier Verifier) found))
        {
            return found;
        }

        byte[] made = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(preparedName));
        byte[] unknown = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
        return (preparedName, new ScramVerifier(made[..ScramVerifier.SaltSize], unknown, unknown));
    }
}
