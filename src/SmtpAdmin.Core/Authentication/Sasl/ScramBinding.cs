using System.Text;

namespace SmtpAdmin.Core.Authentication.Sasl;

/// <summary>The gs2-header that SCRAM begins with, and the data that it binds to (RFC 5802, sections 6 and 7).</summary>
internal sealed class ScramBinding
{
    private readonly byte[] _data;

    // gs2-header = gs2-cbind-flag "," [ authzid ] ","
    // gs2-cbind-flag = ("p=" cb-name) / "n" / "y"
    private ScramBinding(string flag, byte[] data)
    {
        Header = $"{flag},,";
        _data = data;
    }

    /// <summary>The client has nothing to bind to.</summary>
    public static ScramBinding None { get; } = new("n", []);

    /// <summary>
    /// The client would bind, and saw the server offer no -PLUS. A server that did offer it finds out that somebody in
    /// between took it away.
    /// </summary>
    public static ScramBinding NotOffered { get; } = new("y", []);

    public string Header { get; }

    /// <summary>Binds to the server's certificate (RFC 5929, section 4).</summary>
    public static ScramBinding ToServerEndPoint(byte[] endPointData) => new("p=tls-server-end-point", endPointData);

    /// <summary>cbind-input = gs2-header [ cbind-data ]</summary>
    public byte[] ToInput() => [.. Encoding.UTF8.GetBytes(Header), .. _data];
}
