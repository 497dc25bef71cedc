using System.IO;
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
internal sealed class EdgeStore : IMessageStore
{
    private readonly IMessageStore _inner;
    private readonly RelayOptions _options;
    private readonly SubmissionPolicy _policy;
    private readonly string _hostName;
    private readonly Masquerade _masquerade;
    private readonly AuthorSigner? _signer;

    private EdgeStore(
        IMessageStore inner, RelayOptions options, SubmissionPolicy policy, string hostName, AuthorSigner? signer)
    {
        _inner = inner;
        _options = options with { Users = [] };
        _policy = policy;
        _hostName = hostName;
        _masquerade = new Masquerade(options.Masquerade);
        _signer = signer;
    }

    /// <summary>The store with header work in front of it, where the options ask for any.</summary>
    public static IMessageStore Wrap(
        IMessageStore store, RelayOptions options, SubmissionPolicy policy, string hostName, AuthorSigner? signer)
    {
        bool isWanted = options.AddsMissingFields || options.Masquerade.Count > 0 || signer is not null;
        return isWanted ? new EdgeStore(store, options, policy, hostName, signer) : store;
    }

    public async ValueTask<IMessageWriter> BeginAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        ClientIdentity client = new(IPAddress.Parse(envelope.ClientAddress)) { User = envelope.AuthenticatedUser };
        if (!_policy.MayRelay(client))
        {
            return await _inner.BeginAsync(envelope, cancellationToken).ConfigureAwait(false);
        }

        Envelope outside = envelope with { ReversePath = _masquerade.Rewrite(envelope.ReversePath) };
        IMessageWriter writer = await _inner.BeginAsync(outside, cancellationToken).ConfigureAwait(false);
        try
        {
            IMessageWriter last = _signer is null
                ? writer
                : new SigningWriter(writer, _signer, author => _policy.CheckSender(client, ToPath(author)) is null);
            return new HeaderWriter(last, envelope, _options.AddsMissingFields ? _hostName : null, _masquerade);
        }
        catch (IOException)
        {
            // There is no room for the file to sign from.
            await writer.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static MailPath ToPath(string address)
    {
        int at = address.LastIndexOf('@');
        return new MailPath(address[..at], address[(at + 1)..]);
    }
}
