using System.IO;
using Org.BouncyCastle.Crypto;
using SmtpAdmin.Core.Signing;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>A DKIM key that is to be made: its names and its file are checked before anything is.</summary>
internal sealed class DkimKeyPair
{
    private readonly RecordPlace _place;
    private readonly string _selector;

    /// <param name="place">The domain, and where its records go.</param>
    /// <param name="selector">The selector.</param>
    /// <param name="path">The file, or a folder for a file named after the key.</param>
    public DkimKeyPair(RecordPlace place, string selector, string path)
    {
        _place = place;
        _selector = GivenText.Selector(selector);
        Path = Directory.Exists(path) ? System.IO.Path.Combine(path, $"{_selector}._domainkey.{place.Domain}.pem") : path;
    }

    /// <summary>The file of the private key.</summary>
    public string Path { get; }

    /// <summary>Makes the key, writes its file, and tells its public half.</summary>
    /// <param name="rsaBits">The length of an RSA key; null for Ed25519.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <exception cref="SmtpAdminException">OutputUnwritable: the file is there already, or cannot be written.</exception>
    public MailDkimKey Make(int? rsaBits, bool overwrite)
    {
        AsymmetricKeyParameter key = rsaBits is { } bits ? DkimKeyMaker.MakeRsa(bits) : DkimKeyMaker.MakeEd25519();
        DkimPublicKey publicKey = DkimPublicKey.FromPrivateKey(key);
        MailDnsRecordDraft record = DkimRecordBuilder.Build(_place, _selector, publicKey);
        DkimKeyMaker.Write(Path, key, overwrite);
        return new MailDkimKey
        {
            Domain = _place.Domain,
            Selector = _selector,
            Path = Path,
            Algorithm = publicKey.Algorithm,
            KeyBits = publicKey.Bits,
            PublicKey = publicKey.Base64,
            Record = record,
        };
    }
}
