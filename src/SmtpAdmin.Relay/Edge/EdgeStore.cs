using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Signing;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Edge;

/// <summary>
/// Header work on the edge, before a message is stored: what a submission lacks is added, its senders get their outside
/// domains, and it is signed. A submission comes from a client that may relay; mail that strangers send to the accepted
/// domains stays as it is, and is never signed in their name.
/// </summary>
internal sealed class EdgeStore(
    IMessageStore inner, SubmissionPolicy policy, string hostName, Masquerade masquerade, AuthorSigner? signer) : IMessageStore
{
    public async ValueTask<IMessageWriter> BeginAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        ClientIdentity client = new(IPAddress.Parse(envelope.ClientAddress)) { User = envelope.AuthenticatedUser };
        if (!policy.MayRelay(client))
        {
            return await inner.BeginAsync(envelope, cancellationToken).ConfigureAwait(false);
        }

        Envelope outside = envelope with { ReversePath = masquerade.Rewrite(envelope.ReversePath) };
        IMessageWriter writer = await inner.BeginAsync(outside, cancellationToken).ConfigureAwait(false);
        IMessageWriter last = signer is null
            ? writer
            : new SigningWriter(writer, signer, author => policy.CheckSender(client, ToPath(author)) is null);
        return new HeaderWriter(last, envelope, hostName, masquerade);
    }

    private static MailPath ToPath(string address)
    {
        int at = address.LastIndexOf('@');
        return new MailPath(address[..at], address[(at + 1)..]);
    }
}
