using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using SmtpAdmin.Core.Signing;
using SmtpAdmin.Testing.Peers;

namespace SmtpAdmin.Core.Tests.Signing;

/// <summary>Keys as their owners have them: a file, and the text of a DNS record.</summary>
internal sealed class DkimTestKeys : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly Ed25519PrivateKeyParameters _ed25519 = new(new SecureRandom());

    public SmtpDkimKey Rsa => Key("rsa", WriteText("rsa.pem", _rsa.ExportPkcs8PrivateKeyPem()));

    public SmtpDkimKey Ed25519 => Key("ed", WriteText("ed.pem", Pem(Ed25519Pkcs8)));

    public string RsaRecord => $"v=DKIM1; k=rsa; p={Convert.ToBase64String(_rsa.ExportSubjectPublicKeyInfo())}";

    public string Ed25519Record =>
        $"v=DKIM1; k=ed25519; p={Convert.ToBase64String(_ed25519.GeneratePublicKey().GetEncoded())}";

    public string RsaPkcs1 => _rsa.ExportRSAPrivateKeyPem();

    public string Ed25519Seed => Convert.ToBase64String(_ed25519.GetEncoded());

    private byte[] Ed25519Pkcs8 => PrivateKeyInfoFactory.CreatePrivateKeyInfo(_ed25519).GetDerEncoded();

    public static SmtpDkimKey Key(string selector, string path) =>
        new() { Domain = "example.com", Selector = selector, Path = path };

    public string WriteText(string name, string text) => _folder.Write(name, Encoding.ASCII.GetBytes(text));

    public IReadOnlyDictionary<string, string> Zone => new Dictionary<string, string>
    {
        ["rsa._domainkey.example.com"] = RsaRecord,
        ["ed._domainkey.example.com"] = Ed25519Record,
    };

    public static DkimSignatures Load(params SmtpDkimKey[] keys) =>
        new(Array.ConvertAll(keys, DkimKeyLoader.Load), TimeProvider.System);

    public void Dispose()
    {
        _rsa.Dispose();
        _folder.Dispose();
    }

    private static string Pem(byte[] pkcs8) => new(PemEncoding.Write("PRIVATE KEY", pkcs8));
}
