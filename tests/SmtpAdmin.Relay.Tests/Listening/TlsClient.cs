using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Listening;

/// <summary>A client that speaks TLS from the first byte, asks for a name, and looks at what it is shown.</summary>
internal static class TlsClient
{
    /// <returns>The thumbprint of the server's certificate, the subjects of what came with it, and the first line.</returns>
    public static async Task<(string Thumbprint, IReadOnlyList<string> Issuers, string Line)> ConnectAsync(
        IPEndPoint relay, string name)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(relay, TestContext.Current.CancellationToken);
        List<string> issuers = [];
        await using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, chain, _) =>
        {
            foreach (X509Certificate2 issuer in chain!.ChainPolicy.ExtraStore)
            {
                issuers.Add(issuer.Subject);
            }

            return certificate is not null;
        });
        var options = new SslClientAuthenticationOptions { TargetHost = name };
        await stream.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        string? line = await reader.ReadLineAsync(TestContext.Current.CancellationToken)
            .AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        using X509Certificate2 shown = X509CertificateLoader.LoadCertificate(stream.RemoteCertificate!.GetRawCertData());
        return (shown.Thumbprint, issuers, line ?? string.Empty);
    }
}
